"""Profiles -> groups of one actor each, and the pairs that stay undecided.

Companies first, then people, who may be known by the companies that they are officers of. Within
each: what people decided, shared identifiers of one actor, other shared evidence, then names alone,
and at last the bare names inside other rows. A name that fits two actors about equally well decides
nothing.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from graph.model import PartyKind
from graph.values import RecordId
from ingest.match.block import RuleReport, candidates
from ingest.match.cluster import Clusters, Word
from ingest.match.profile import Profile, source_key, told_alike
from ingest.match.rarity import Rarity, rarity
from ingest.match.score import UNDECIDED, Match, match

CLEAR_OF_THE_NEXT = 3.0
"""Bits by which a party must be ahead of every other one to be found by name."""
_MOST_UNDECIDED = 8
_CONTRADICTED = 8.0


@dataclass(frozen=True, slots=True)
class Group:
    """One actor: its profiles by position, ascending, and the matches that hold them together."""

    members: tuple[int, ...]
    matches: tuple[Match, ...]


@dataclass(frozen=True, slots=True)
class Undecided:
    """Two groups by position that may be one, their best match and its bits less what speaks against."""

    left: int
    right: int
    match: Match
    bits: float


@dataclass(frozen=True, slots=True)
class Matching:
    profiles: Sequence[Profile]
    groups: Sequence[Group]
    undecided: Sequence[Undecided]
    keyed: Mapping[RecordId, RecordId]
    rules: tuple[RuleReport, ...]
    word: Word


def match_profiles(
    told: Sequence[Profile], word: Word, officers: Mapping[RecordId, frozenset[RecordId]]
) -> Matching:
    """Decide who is who.

    officers: person record -> records of the companies that it is an officer of. `keyed` in the
    answer: mentions that were written as a source key, and the record of that key.
    """
    keyed = _by_source_key(told, word)
    kept = [each for each in told if each.id not in keyed]
    profiles = told_alike(kept, word.records() | frozenset(keyed.values()) | frozenset(officers))
    known = rarity(profiles)
    state = _State(profiles, word, known)
    rules = [*state.decide(PartyKind.COMPANY)]
    state.profiles[:] = _with_context(profiles, officers, keyed, state.clusters)
    state.weighed.clear()
    rules += state.decide(PartyKind.PERSON)
    return state.result(keyed, tuple(rules), word)


class _State:
    """The clusters as they grow, the weights that were needed, and the candidates that were seen."""

    def __init__(self, profiles: list[Profile], word: Word, known: Rarity) -> None:
        self.profiles = profiles
        self.weighed: dict[tuple[int, int], Match] = {}
        self.clusters = Clusters(profiles, word, self.weigh)
        self._known = known
        self._seen: list[Match] = []
        self._used: list[Match] = []

    def weigh(self, left: int, right: int) -> Match:
        found = self.weighed.get((left, right))
        if found is None:
            found = match((left, right), self.profiles[left], self.profiles[right], self._known)
            self.weighed[left, right] = found
        return found

    def decide(self, kind: PartyKind) -> tuple[RuleReport, ...]:
        found = candidates(self.profiles, kind)
        matches = [self.weigh(*pair) for pair in found.pairs]
        matches = sorted((each for each in matches if each.weight >= UNDECIDED), key=_strongest)
        self._seen += matches
        linking = [each for each in matches if each.links]
        for each in linking:
            if each.proven and self.clusters.join(each):
                self._used.append(each)
        rows = [each for each in linking if not each.proven and not self._bare(each)]
        self._join_clear(rows, bare=False)
        bare = [each for each in matches if self._bare(each) and (each.links or each.finds)]
        self._join_clear(bare, bare=True)
        return found.rules

    def result(
        self, keyed: Mapping[RecordId, RecordId], rules: tuple[RuleReport, ...], word: Word
    ) -> Matching:
        holding: dict[int, list[Match]] = defaultdict(list)
        for each in self._used:
            holding[self.clusters.group(each.left)].append(each)
        groups = [Group(tuple(one), tuple(holding[one[0]])) for one in self.clusters.groups()]
        return Matching(self.profiles, groups, self._undecided(), keyed, rules, word)

    def _bare(self, match: Match) -> bool:
        return self.profiles[match.left].mention or self.profiles[match.right].mention

    def _join_clear(self, matches: Sequence[Match], *, bare: bool) -> None:
        """Join groups, strongest pair first, unless one of the two has a rival for the other's place."""
        beside: dict[int, list[Match]] = defaultdict(list)
        for each in matches:
            beside[each.left].append(each)
            beside[each.right].append(each)
        for each in matches:
            left, right = self.clusters.group(each.left), self.clusters.group(each.right)
            if left == right:
                continue
            ends = ((left, right), (right, left))
            rival = any(self._has_rival(each, groups, beside, bare=bare) for groups in ends)
            if not rival and self.clusters.join(each):
                self._used.append(each)

    def _has_rival(
        self, match: Match, groups: tuple[int, int], beside: Mapping[int, Sequence[Match]], *, bare: bool
    ) -> bool:
        """Say whether a third group fits the first about as well as the second does, and is not the second.

        A bare name must be clear of every other party; rows only of those that cannot be the second.
        Who cannot be the first either is nobody's rival.
        """
        first, second = groups
        if bare and self._has_row(first):
            return False
        for member in self.clusters.members(first):
            for each in beside.get(member, ()):
                third = self.clusters.group(each.right if each.left == member else each.left)
                if third in groups or each.weight < match.weight - CLEAR_OF_THE_NEXT:
                    continue
                if self.clusters.contradiction(first, third):
                    continue
                if self._has_row(third) if bare else self.clusters.contradiction(second, third):
                    return True
        return False

    def _has_row(self, group: int) -> bool:
        return any(not self.profiles[each].mention for each in self.clusters.members(group))

    def _undecided(self) -> Sequence[Undecided]:
        """Return the best match of every two groups that stayed apart, the likeliest first."""
        best: dict[tuple[int, int], Undecided] = {}
        for each in self._seen:
            left, right = sorted((self.clusters.group(each.left), self.clusters.group(each.right)))
            if left == right or self.clusters.told_apart(left, right):
                continue
            bits = each.weight - (_CONTRADICTED if self.clusters.contradiction(left, right) else 0.0)
            if bits >= UNDECIDED and ((left, right) not in best or best[left, right].bits < bits):
                best[left, right] = Undecided(left, right, each, bits)
        return _few_each(sorted(best.values(), key=lambda each: (-each.bits, each.left, each.right)))


def _few_each(ranked: Sequence[Undecided]) -> Sequence[Undecided]:
    count: dict[int, int] = defaultdict(int)
    kept = []
    for each in ranked:
        if max(count[each.left], count[each.right]) < _MOST_UNDECIDED:
            count[each.left] += 1
            count[each.right] += 1
            kept.append(each)
    return kept


def _strongest(match: Match) -> tuple[float, int, int]:
    return -match.weight, match.left, match.right


def _by_source_key(told: Sequence[Profile], word: Word) -> Mapping[RecordId, RecordId]:
    """Return the mentions written as the source key of one row of the same source, and that row."""
    rows: dict[tuple[str, str], list[Profile]] = defaultdict(list)
    for each in told:
        if not each.mention:
            rows[source_key(each.id)].append(each)
    found = {}
    for each in told:
        if each.given is None or each.id in word.records():
            continue
        kinds = {each.kind, PartyKind.UNKNOWN}
        fitting = [
            row
            for row in rows.get((source_key(each.id)[0], each.given), ())
            if each.kind is PartyKind.UNKNOWN or row.kind in kinds
        ]
        if len(fitting) == 1:
            found[each.id] = fitting[0].id
    return found


def _with_context(
    profiles: Sequence[Profile],
    officers: Mapping[RecordId, frozenset[RecordId]],
    keyed: Mapping[RecordId, RecordId],
    clusters: Clusters,
) -> list[Profile]:
    """Give people the companies they are officers of, a company named by its group."""
    group = {
        record: profiles[clusters.group(at)].id for at, each in enumerate(profiles) for record in each.records
    }
    firms: dict[RecordId, set[str]] = defaultdict(set)
    for person, companies in officers.items():
        for company in companies:
            named = keyed.get(company, company)
            firms[keyed.get(person, person)].add(group.get(named, named))
    return [
        replace(each, context=frozenset(firms[each.id])) if each.id in firms else each for each in profiles
    ]
