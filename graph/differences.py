"""What a new row changes beside the versions of it that a store has. Pure; ids are the store's own.

A row that a load in the making had written or closed is *provisional*: nobody saw it, so it is taken
back before the new content goes in. Thus the last write of a key wins, and an abandoned load never
hides what a later one brings.
"""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import Generic, NamedTuple, TypeVar

from graph.changes import Counts

RowId = TypeVar("RowId")


@dataclass(frozen=True, slots=True)
class Making:
    """The load that writes, the loads whose rows may be taken over (itself among them), and its wish."""

    load: int
    loose: frozenset[int]
    replace: bool


class Standing(NamedTuple, Generic[RowId]):
    """A version that the store has: its id, content hash, load and the load that closed it."""

    id: RowId
    h: bytes
    load: int
    closed_by: int | None


@dataclass(slots=True)
class Difference(Generic[RowId]):
    """What rows change: ids of versions by what happens to them, and rows by their positions.

    create: rows to write. seen: rows that say what stands already. other: rows of which
    another version stood, until now or until this load wrote them before.
    """

    create: list[int] = field(default_factory=list[int])
    close: list[RowId] = field(default_factory=list[RowId])
    reopen: list[RowId] = field(default_factory=list[RowId])
    erase: list[RowId] = field(default_factory=list[RowId])
    seen: list[int] = field(default_factory=list[int])
    other: list[int] = field(default_factory=list[int])
    changed: int = 0

    @property
    def counts(self) -> Counts:
        return Counts(len(self.create) - self.changed, self.changed, len(self.seen))

    def add(self, making: Making, row: int, h: bytes, standing: Sequence[Standing[RowId]]) -> None:
        """Sort one row in. Of `standing` one is open at most, and one at most was closed by a loose load."""
        tip = former = None
        for each in standing:
            if each.closed_by is None:
                tip = each
            elif each.closed_by in making.loose:
                former = each
        if tip and tip.h == h and (tip.load == making.load or tip.load not in making.loose):
            self.seen.append(row)
            if former:
                self.other.append(row)
            return
        if tip or former:
            self.other.append(row)
        if tip and tip.load in making.loose:
            self.erase.append(tip.id)
        elif tip:
            former = tip
        self._supersede(row, h, tip, former)

    def _supersede(
        self, row: int, h: bytes, tip: Standing[RowId] | None, former: Standing[RowId] | None
    ) -> None:
        if former and former is not tip and former.h == h:
            self.reopen.append(former.id)
            self.seen.append(row)
            return
        if former:
            self.close.append(former.id)
        self.create.append(row)
        self.changed += former is not None or tip is not None


def difference(
    making: Making,
    keys: Sequence[str],
    hashes: Sequence[bytes],
    standing: Mapping[str, Sequence[Standing[RowId]]],
    equal: AbstractSet[int] = frozenset(),
) -> Difference[RowId]:
    """Return what rows of these keys and hashes change beside what stands of the same keys.

    equal: the positions of rows that a store found to stand as they are, published or finished.
    """
    found = Difference[RowId]()
    if not standing and not equal:
        found.create.extend(range(len(keys)))
        return found
    for row, (key, h) in enumerate(zip(keys, hashes, strict=True)):
        versions = standing.get(key)
        if row in equal:
            found.seen.append(row)
        elif versions is None:
            found.create.append(row)
        else:
            found.add(making, row, h, versions)
    return found
