"""Parties that something speaks against by itself, and the strongest paths to them."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from analytics.own.evidence import evidence
from analytics.reasons import Grade
from analytics.score import GRADES, ScoreTable
from analytics.solution import Solution
from graph.arrays import I64
from graph.values import FactId, RecordId

_WATCHLIST = "watchlist"


class Flag(StrEnum):
    """What can flag a party."""

    WATCHLIST = "watchlist"
    GRADE = "grade"
    RING = "ring"


@dataclass(frozen=True, slots=True)
class Flagging:
    """One thing that flags a party. `code` is stable; `wording.flag_text` makes a sentence of it and
    `values`.
    """

    code: str
    values: Mapping[str, str | float]
    records: tuple[RecordId | FactId, ...] = ()


def flagged(solution: Solution, scores: ScoreTable, flags: Collection[Flag]) -> I64:
    """Return the positions of the parties with one of these flags, ascending: a hit on a watch list, a grade
    of red or black, or a place in a ring.
    """
    found = np.zeros(len(solution.snapshot), np.bool_)
    if Flag.WATCHLIST in flags:
        found |= solution.listed
    if Flag.GRADE in flags:
        found |= scores.rated & (scores.grade >= GRADES.index(Grade.RED))
    if Flag.RING in flags:
        found[list(solution.ring_of)] = True
    return np.flatnonzero(found)


def flaggings(solution: Solution, scores: ScoreTable, party: int) -> tuple[Flagging, ...]:
    """Return all that flags a party, the gravest first."""
    return tuple(_flaggings(solution, scores, party))


def _flaggings(solution: Solution, scores: ScoreTable, party: int) -> Iterator[Flagging]:
    if solution.listed[party]:
        behind = evidence(solution.facts, party, _WATCHLIST)
        yield Flagging("flag_watchlist", behind.values or {}, behind.records)
    if party in solution.ring_of:
        ring, weight = solution.ring_of[party]
        yield Flagging(
            "flag_ring", {"ring": ring.id, "members": float(len(ring.members)), "probability": weight}
        )
    grade = scores.grade_of(party)
    if scores.rated[party] and grade in (Grade.RED, Grade.BLACK):
        yield Flagging(f"flag_{grade.value}", {"score": scores.value_of(party)})
