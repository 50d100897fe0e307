"""Competing risks: one score from own risk, ties and fraud, and its reasons.

λ = λ_own + Σ λ_ties + λ_blocks + λ_fraud, score = 100 · (1 - e^-λ); a part h has score · h / λ points.
"""

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from analytics.inputs import Category
from analytics.own.reasons import own_reasons
from analytics.own.scorecard import indicator_names
from analytics.path_reasons import path_reasons
from analytics.reasons import FRAUD, FURTHER, Grade, Reason, Score
from analytics.solution import Solution
from graph.arrays import F64, U8, Mask, flags
from graph.values import PartyId

__all__ = ["GRADES", "Grade", "Reason", "Score", "ScoreTable", "explain", "score_all"]

Texts: TypeAlias = npt.NDArray[np.str_]
GRADES = (Grade.GREEN, Grade.YELLOW, Grade.RED, Grade.BLACK)


@dataclass(frozen=True, eq=False, slots=True)
class ScoreTable:
    """Scores of all parties, every array (n,) and savable as it is.

    value in [0, 100); grade: place in `GRADES`; confidence in [0, 1]; top: code of the heaviest
    reason as text, "network" where it is what ties bring.
    """

    value: F64
    grade: U8
    confidence: F64
    rated: Mask
    standalone_pd: F64
    network_pd: F64
    top: Texts

    def value_of(self, position: int) -> float:
        return float(self.value[position])

    def grade_of(self, position: int) -> Grade:
        return GRADES[int(self.grade[position])]

    def has_grade(self, grade: str) -> Mask:
        """Return which parties have this grade, (n,)."""
        return np.asarray(self.grade == GRADES.index(Grade(grade)), np.bool_)

    def grades(self) -> dict[str, int]:
        """Return how many rated parties have each grade."""
        counts = np.bincount(self.grade[self.rated], minlength=len(GRADES))
        return {grade.value: int(count) for grade, count in zip(GRADES, counts, strict=True)}


def score_all(solution: Solution) -> ScoreTable:
    """Score every party at once. O(n · indicators + m)."""
    hazard = solution.inflow.hazard + solution.fraud_hazard
    value = -100.0 * np.expm1(-hazard)
    return ScoreTable(
        value=value,
        grade=_grades(solution, value),
        confidence=solution.confidence,
        rated=flags(solution.snapshot.parties["rated"]),
        standalone_pd=solution.own.pd,
        network_pd=solution.contagion.pd,
        top=_top(solution),
    )


def explain(solution: Solution, position: int) -> Score:
    """Return a party's score with its reasons; their points sum to the score within 1e-9."""
    own = float(solution.contagion.own_hazard[position])
    fraud = float(solution.fraud_hazard[position])
    hazard = float(solution.inflow.hazard[position]) + fraud
    value = -100.0 * float(np.expm1(-hazard))
    worth = value / hazard
    reasons = [
        *own_reasons(solution, position, worth=worth, other=hazard - own),
        *path_reasons(solution, position, worth=worth, hazard=hazard),
        *_fraud(solution, position, worth=worth, hazard=hazard),
    ]
    rest = value - sum(reason.points for reason in reasons)
    if abs(rest) > 1e-10:
        reasons.append(_further(solution, position, rest))
    return Score(
        party=_id(solution, position),
        value=value,
        grade=_grade(solution, position, value),
        confidence=float(solution.confidence[position]),
        rated=bool(solution.snapshot.parties["rated"][position].as_py()),
        reasons=tuple(sorted(reasons, key=lambda reason: (-reason.points, reason.code, reason.path))),
    )


def _grades(solution: Solution, value: F64) -> U8:
    bands = solution.inputs.scorecard.grades
    grade = np.searchsorted([bands.yellow, bands.red], value, side="right")
    return np.where(solution.listed, GRADES.index(Grade.BLACK), grade).astype(np.uint8)


def _grade(solution: Solution, position: int, value: float) -> Grade:
    bands = solution.inputs.scorecard.grades
    if solution.listed[position]:
        return Grade.BLACK
    return Grade.RED if value >= bands.red else Grade.YELLOW if value >= bands.yellow else Grade.GREEN


def _top(solution: Solution) -> Texts:
    names = np.array([*indicator_names(solution.inputs.scorecard), "network", FRAUD])
    network = solution.inflow.hazard - solution.contagion.own_hazard
    columns = [solution.own.hazard_by_indicator, network[:, None], solution.fraud_hazard[:, None]]
    top: Texts = names[np.concatenate(columns, 1).argmax(1)]
    return top


def _fraud(solution: Solution, position: int, *, worth: float, hazard: float) -> list[Reason]:
    if position not in solution.ring_of:
        return []
    ring, weight = solution.ring_of[position]
    part = float(solution.fraud_hazard[position])
    return [
        Reason(
            code=FRAUD,
            category=Category.IDENTITY,
            points=worth * part,
            path=(_id(solution, position),),
            relationships=(),
            records=(),
            values={"ring": ring.id, "members": float(len(ring.members)), "probability": weight},
            delta_if_removed=100.0 * float(np.exp(part - hazard) - np.exp(-hazard)),
        )
    ]


def _further(solution: Solution, position: int, points: float) -> Reason:
    path = (_id(solution, position),)
    return Reason(FURTHER, Category.RELATIONSHIP, points, path, (), (), {}, None)


def _id(solution: Solution, position: int) -> PartyId:
    return PartyId(solution.snapshot.parties["key"][position].as_py())
