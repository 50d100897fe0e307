"""What has changed since the Book before: who moved, by how much, who came and who went."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np

from analytics.score import GRADES
from book.book import Book
from book.catalogue import Shelf
from graph.arrays import F64, I32, I64, Mask, positions_in

LEAST_POINTS = 0.05
"""Scores that differ by less are shown as equal, and count as such."""


@dataclass(frozen=True, eq=False)
class Comparison:
    """Two Books side by side. Positions are those of `now` (n,) unless they are said to be `former`'s (f,).

    was (n,): position in `former`, -1 for who is new. parted (n,): it was part of another party then.
    became (f,): position in `now`, -1 for who is gone. joined (f,): it is part of another party now.
    change (n,): points of the score, NaN for who is new. A party that others joined is compared with
    itself, one that parted with the party that it was part of.
    """

    former: Book
    now: Book
    was: I32
    parted: Mask
    became: I32
    joined: Mask
    change: F64

    @classmethod
    def of(cls, former: Book, now: Book) -> "Comparison":
        """Match the parties by their ids, then by what became of them; O(n log n)."""
        was, parted = _matched(now.snapshot.parties["key"], former)
        became, joined = _matched(former.snapshot.parties["key"], now)
        before = former.scores.value[np.maximum(was, 0)] if len(former.snapshot) else np.zeros(len(was))
        change = np.where(was >= 0, now.scores.value - before, np.nan)
        return cls(former, now, was, parted, became, joined, change)

    @property
    def settings_changed(self) -> bool:
        """Whether the two were computed with other settings or by another version of the program."""
        one, other = self.former.manifest, self.now.manifest
        return (one.inputs, one.engine) != (other.inputs, other.engine)

    @cached_property
    def moved(self) -> I64:
        """Who moved by at least `LEAST_POINTS`, rated then or now: got worse most first, then by id."""
        with np.errstate(invalid="ignore"):
            far = np.abs(self.change) >= LEAST_POINTS
        found = np.flatnonzero(far & (self.now.scores.rated | self._rated_then))
        return found[np.argsort(-self.change[found], kind="stable")].astype(np.int64)

    @cached_property
    def new(self) -> I64:
        """Who is rated and was nobody before, riskiest first."""
        found = np.flatnonzero((self.was < 0) & self.now.scores.rated)
        return found[np.argsort(-self.now.scores.value[found], kind="stable")].astype(np.int64)

    @cached_property
    def gone(self) -> I64:
        """Positions in `former` of who was rated and is nobody now, riskiest first."""
        found = np.flatnonzero((self.became < 0) & self.former.scores.rated)
        return found[np.argsort(-self.former.scores.value[found], kind="stable")].astype(np.int64)

    def grade_moves(self) -> dict[tuple[str, str], int]:
        """Return how many parties, rated then and now, went from one grade to another or stayed."""
        both = np.flatnonzero(self.now.scores.rated & self._rated_then)
        then = self.former.scores.grade[self.was[both]].astype(np.int64)
        pairs, counts = np.unique(then * len(GRADES) + self.now.scores.grade[both], return_counts=True)
        names = [grade.value for grade in GRADES]
        return {
            (names[pair // len(names)], names[pair % len(names)]): count
            for pair, count in zip(pairs.tolist(), counts.tolist(), strict=True)
        }

    def joined_by(self, position: int) -> Sequence[int]:
        """Return positions in `former` of the parties that are part of this one now, itself left out."""
        found: list[int] = np.flatnonzero(self.joined & (self.became == position)).tolist()
        return found

    @cached_property
    def _rated_then(self) -> Mask:
        if not len(self.former.snapshot):
            return np.zeros(len(self.was), np.bool_)
        return (self.was >= 0) & self.former.scores.rated[np.maximum(self.was, 0)]


@dataclass
class Comparisons:
    """Compares Books with those before them on a shelf; the last comparison is remembered."""

    shelf: Shelf
    _last: tuple[Book, Comparison | None] | None = field(default=None, init=False, repr=False)

    def since_last(self, book: Book) -> Comparison | None:
        """Compare a Book with the one before it that says something else; None where none is kept."""
        last = self._last
        if last is None or last[0] is not book:
            former = self.shelf.before(book)
            last = book, None if former is None else Comparison.of(former, book)
            self._last = last
        return last[1]


def _matched(ids: Any, other: Book) -> tuple[I32, Mask]:
    """Return where these ids lead in another Book, -1 nowhere, and which lead to a party of another id."""
    same = positions_in(ids, other.snapshot.parties["key"])
    row = positions_in(ids, other.moved["id"])
    led = np.asarray(other.moved["position"], np.int32)[np.maximum(row, 0)] if len(other.moved) else row
    found = np.where((same < 0) & (row >= 0), led, same).astype(np.int32)
    return found, (same < 0) & (found >= 0)
