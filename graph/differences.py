"""What a new row changes beside the versions of it that a store has. Pure; ids are the store's own.

A row that a load in the making had written or closed is *provisional*: nobody saw it, so it is taken
back before the new content goes in. Thus the last write of a key wins, and an abandoned load never
hides what a later one brings.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Generic, NamedTuple, TypeVar

from graph.changes import Counts
from graph.row_cells import Row

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
    h: str
    load: int
    closed_by: int | None


@dataclass(slots=True)
class Difference(Generic[RowId]):
    """What rows change: ids by what happens to them, rows to create with their hash, keys seen again."""

    create: list[tuple[Row, str]] = field(default_factory=list[tuple[Row, str]])
    close: list[RowId] = field(default_factory=list[RowId])
    reopen: list[RowId] = field(default_factory=list[RowId])
    erase: list[RowId] = field(default_factory=list[RowId])
    seen: list[str] = field(default_factory=list[str])
    changed: int = 0

    @property
    def counts(self) -> Counts:
        return Counts(len(self.create) - self.changed, self.changed, len(self.seen))

    def add(self, making: Making, row: Row, h: str, standing: Sequence[Standing[RowId]]) -> None:
        """Sort one row in. Of `standing` one is open at most, and one at most was closed by a loose load."""
        tip = former = None
        for each in standing:
            if each.closed_by is None:
                tip = each
            elif each.closed_by in making.loose:
                former = each
        if tip and tip.h == h and (tip.load == making.load or tip.load not in making.loose):
            self.seen.append(str(row["key"]))
            return
        if tip and tip.load in making.loose:
            self.erase.append(tip.id)
        elif tip:
            former = tip
        self._supersede(row, h, tip, former)

    def _supersede(
        self, row: Row, h: str, tip: Standing[RowId] | None, former: Standing[RowId] | None
    ) -> None:
        if former and former is not tip and former.h == h:
            self.reopen.append(former.id)
            self.seen.append(str(row["key"]))
            return
        if former:
            self.close.append(former.id)
        self.create.append((row, h))
        self.changed += former is not None or tip is not None
