"""Groups of records that are one actor: strong pairs first, and no chain through one weak link."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import islice, product

from graph.values import RecordId
from ingest.match.profile import Profile
from ingest.match.score import Match, contradiction

GROUP_CAP = 80
"""No group has more profiles than this; mentions that say the very same count once."""
SUPPORT = 3.0
"""Bits that the pairs across two groups must have on average, before the groups become one."""
_LOOKED_AT = 5


@dataclass(frozen=True, slots=True)
class Word:
    """What people decided: pairs of records that are one actor, and pairs that are not."""

    same: frozenset[tuple[RecordId, RecordId]] = frozenset()
    apart: frozenset[tuple[RecordId, RecordId]] = frozenset()

    def records(self) -> frozenset[RecordId]:
        return frozenset(record for pair in self.same | self.apart for record in pair)


class Clusters:
    """A partition of the profiles that only grows coarser; a group is named by its smallest position."""

    def __init__(
        self,
        profiles: Sequence[Profile],
        word: Word,
        weigh: Callable[[int, int], Match],
    ) -> None:
        self._profiles, self._weigh = profiles, weigh
        self._of = list(range(len(profiles)))
        self._members: dict[int, list[int]] = {each: [each] for each in self._of}
        position = {record: at for at, each in enumerate(profiles) for record in each.records}
        self._apart = _positions(word.apart, position)
        self._same = _positions(word.same, position)
        for left, right in sorted(self._same):
            self._join(left, right)

    def group(self, position: int) -> int:
        return self._of[position]

    def members(self, group: int) -> Sequence[int]:
        return self._members[group]

    def groups(self) -> Iterable[Sequence[int]]:
        """Return the groups, ascending by their smallest position, members ascending."""
        return [sorted(self._members[each]) for each in sorted(self._members)]

    def told_apart(self, left: int, right: int) -> bool:
        """Say whether a person said that these two groups are not one."""
        pairs = product(self._members[left], self._members[right])
        return any((min(pair), max(pair)) in self._apart for pair in pairs)

    def contradiction(self, left: int, right: int) -> str | None:
        """Name the first thing that forbids one group of two, None where nothing does."""
        if left == right:
            return None
        if self._apart and self.told_apart(left, right):
            return "told_apart"
        if len(self._members[left]) + len(self._members[right]) > GROUP_CAP:
            return "group_too_large"
        pairs = product(self._members[left], self._members[right])
        found = (contradiction(self._profiles[one], self._profiles[other]) for one, other in pairs)
        return next((each for each in found if each), None)

    def join(self, match: Match) -> bool:
        """Make the groups of a pair one if nothing contradicts and the other pairs support it."""
        left, right = self._of[match.left], self._of[match.right]
        if left == right:
            return True
        if self.contradiction(left, right) or not self._supported(left, right):
            return False
        self._join(left, right)
        return True

    def _supported(self, left: int, right: int) -> bool:
        pairs = product(islice(self._members[left], _LOOKED_AT), islice(self._members[right], _LOOKED_AT))
        weights = [self._weigh(min(pair), max(pair)).weight for pair in pairs]
        return sum(weights) >= SUPPORT * len(weights)

    def _join(self, left: int, right: int) -> None:
        keep, lose = sorted((self._of[left], self._of[right]))
        if keep == lose:
            return
        for each in self._members[lose]:
            self._of[each] = keep
        self._members[keep] += self._members.pop(lose)


def _positions(
    pairs: Iterable[tuple[RecordId, RecordId]], position: dict[RecordId, int]
) -> frozenset[tuple[int, int]]:
    known = ((position.get(a), position.get(b)) for a, b in pairs)
    return frozenset((min(a, b), max(a, b)) for a, b in known if a is not None and b is not None and a != b)
