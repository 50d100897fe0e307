"""Relationships as arrays: who is at both ends, which of them count, and CSR in either direction."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

import numpy as np
import pyarrow as pa

from graph.arrays import F64, I32, I64, Mask, after_day, codes, equals, frozen, numbers, starts, until_day
from graph.relationships import PARTY_KINDS, RelationshipKind

MEASURES = (
    "amount",
    "overdue",
    "days_overdue",
    "share_low",
    "share_high",
    "essential",
    "substitutability",
    "since",
    "until",
    "as_of",
    "at",
    "won",
)
_EACH_COUNTS = frozenset({RelationshipKind.TRANSFERRED})
"""Two payments of one amount on one day are two payments, whoever reports them."""


class Way(StrEnum):
    """Which end of an edge is looked up: its source (`OUT`) or its target (`IN`)."""

    OUT = "out"
    IN = "in"


@dataclass(frozen=True, eq=False, slots=True)
class EdgeTable:
    """The relationships of one kind, m of them, after the same-fact rule, ascending by key.

    source, target (m,): positions of parties, or row numbers of the fact table where the kind ends
    in a fact. row (m,): position in `Snapshot.ties`. values: measure -> (m,) with NaN where it is
    missing; money in major units of the book currency, dates as days since 1970-01-01, `at` as
    seconds since then, flags 0 or 1. Names: amount, overdue, days_overdue, share_low, share_high,
    essential, substitutability, since, until, as_of, at, won.
    """

    kind: RelationshipKind
    source: I32
    target: I32
    row: I64
    values: Mapping[str, F64]

    def __len__(self) -> int:
        return len(self.source)


@dataclass(frozen=True, eq=False, slots=True)
class Csr:
    """Edges grouped by one end: those of node i are `indptr[i]:indptr[i + 1]`.

    indptr (n + 1,); indices (m,): the other ends; data (m,): edge numbers, rows of the EdgeTable,
    ascending within a node.
    """

    indptr: I64
    indices: I32
    data: I64

    @classmethod
    def of(cls, edges: EdgeTable, way: Way, *, size: int) -> "Csr":
        """Group the edges by `way`'s end, which has `size` nodes; O(m log m)."""
        near, far = (edges.source, edges.target) if way is Way.OUT else (edges.target, edges.source)
        order = np.argsort(near, kind="stable").astype(np.int64)
        indptr = starts(np.bincount(near, minlength=size))
        return cls(frozen(indptr), frozen(far[order]), frozen(order))


@dataclass(frozen=True, eq=False, slots=True)
class Ends:
    """Where each row of the ties ends: positions of parties or row numbers of facts, -1 nowhere."""

    source: I32
    target: I32


@dataclass(frozen=True, eq=False, slots=True)
class Selected:
    """The rows of a kind that count, and how many were left out because of what."""

    rows: I64
    dangling: int
    loops: int


def edge_table(kind: RelationshipKind, ties: pa.Table, ends: Ends, rows: I64) -> EdgeTable:
    """Return these rows of `ties` (ascending) as arrays. A measure that no row has costs no memory."""
    part = ties.select(MEASURES).take(rows)
    return EdgeTable(
        kind=kind,
        source=frozen(ends.source[rows]),
        target=frozen(ends.target[rows]),
        row=frozen(rows),
        values={name: measure(part[name], len(rows)) for name in MEASURES},
    )


def measure(column: Any, length: int) -> F64:
    """Return a column as numbers; all missing: one NaN seen `length` times."""
    if column.null_count == length:
        return np.broadcast_to(np.float64(np.nan), (length,))
    values: F64 = frozen(numbers(column).copy())
    return values


def select(kind: RelationshipKind, ties: pa.Table, ends: Ends, day: date) -> Selected:
    """Choose the rows of one kind that count on a day: valid then, both ends known, each fact once.

    A tie of a party with itself, which a merge makes of a tie between two records, is left out.
    """
    rows = np.flatnonzero(equals(ties["kind"], kind.value) & valid(ties, day))
    known = (ends.source[rows] >= 0) & (ends.target[rows] >= 0)
    dangling, rows = int(np.count_nonzero(~known)), rows[known]
    if kind not in PARTY_KINDS:
        return Selected(rows, dangling, 0)
    loop = ends.source[rows] == ends.target[rows]
    loops, rows = int(np.count_nonzero(loop)), rows[~loop]
    if kind not in _EACH_COUNTS:
        rows = rows[freshest(kind, ties, ends, rows)]
    return Selected(rows, dangling, loops)


def valid(ties: pa.Table, day: date) -> Mask:
    """Return which rows hold on `day`: begun, not ended, and neither measured nor paid after it."""
    paid_on = ties["at"].cast(pa.date32(), safe=False)
    begun = until_day(ties["since"], day) & until_day(ties["as_of"], day) & until_day(paid_on, day)
    return begun & after_day(ties["until"], day)


def freshest(kind: RelationshipKind, ties: pa.Table, ends: Ends, rows: I64) -> Mask:
    """Return which of `rows` survive the same-fact rule.

    A fact is (kind, party at each end, subject); a partnership has no direction. Rows that one
    source brought for a fact add up, so they stand or fall together. Of several sources, the one
    with the latest `as_of`, `at` or `since` speaks alone; where that is even, the one whose name
    sorts first. O(m log m).
    """
    part = ties.select(["reported_by", "subject", "as_of", "at", "since"]).take(rows)
    source, names = codes(part["reported_by"])
    if len(names) < 2:
        return np.ones(len(rows), np.bool_)
    order = np.argsort(np.argsort(np.array(names)))[source]
    claim, fact_of_claim = _claims(_facts(kind, part, ends, rows), order, len(names))
    said = np.full(len(fact_of_claim), -np.inf)
    np.maximum.at(said, claim, _day_said(part))
    first = np.zeros(len(fact_of_claim), np.int64)
    first[claim] = order
    best = np.lexsort((first, -said, fact_of_claim))
    chosen = best[np.r_[True, np.diff(fact_of_claim[best]) != 0]]
    survives = np.zeros(len(fact_of_claim), np.bool_)
    survives[chosen] = True
    return survives[claim]


def _facts(kind: RelationshipKind, part: pa.Table, ends: Ends, rows: I64) -> I64:
    subject, names = codes(part["subject"])
    near, far = ends.source[rows].astype(np.int64), ends.target[rows].astype(np.int64)
    if kind is RelationshipKind.PARTNERS_WITH:
        near, far = np.minimum(near, far), np.maximum(near, far)
    size = int(max(near.max(initial=0), far.max(initial=0))) + 1
    _, pair = np.unique(near * size + far, return_inverse=True)
    _, fact = np.unique(pair * (len(names) or 1) + subject, return_inverse=True)
    return fact.astype(np.int64)


def _claims(fact: I64, source: I64, sources: int) -> tuple[I64, I64]:
    """Number the (fact, source) pairs; return the pair of each row and the fact of each pair."""
    pairs, claim = np.unique(fact * sources + source, return_inverse=True)
    return claim.astype(np.int64), (pairs // sources).astype(np.int64)


def _day_said(part: pa.Table) -> F64:
    day = np.full(part.num_rows, -np.inf)
    for name, per_day in (("as_of", 1.0), ("at", 86_400.0), ("since", 1.0)):
        day = np.fmax(day, numbers(part[name]) / per_day)
    return day
