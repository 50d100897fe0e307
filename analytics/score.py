"""Competing risks: one score from own risk, ties and fraud, and its reasons.

λ = λ_own + Σ λ_ties + λ_blocks + λ_fraud, score = 100 · (1 - e^-λ); a part h has score · h / λ points.
"""

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from analytics.inputs import Category
from analytics.own.scorecard import indicator_names
from analytics.own_reasons import own_reasons
from analytics.path_reasons import path_groups, path_reason, path_reasons
from analytics.reasons import FRAUD, FURTHER, Grade, Reason, Score
from analytics.solution import Solution
from graph.arrays import F64, I32, U8, Mask, flags
from graph.values import PartyId

__all__ = ["GRADES", "Grade", "Reason", "Score", "ScoreTable", "explain", "score_all", "top_reason"]

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
        grade=grades_of(solution, slice(None), value),
        confidence=solution.confidence,
        rated=flags(solution.snapshot.parties["rated"]),
        standalone_pd=solution.own.pd,
        network_pd=solution.contagion.pd,
        top=_top(solution),
    )


def explain(solution: Solution, position: int) -> Score:
    """Return a party's score with its reasons; their points sum to the score within 1e-9."""
    parts = _Parts.of(solution, position)
    groups = path_groups(solution, position, worth=parts.worth)
    reasons = [
        *parts.beside_paths(solution),
        *path_reasons(solution, groups, hazard=parts.hazard),
    ]
    reasons += parts.further(solution, sum(reason.points for reason in reasons))
    return Score(
        party=_id(solution, position),
        value=parts.value,
        grade=_grade(solution, position, parts.value),
        confidence=float(solution.confidence[position]),
        rated=bool(solution.snapshot.parties["rated"][position].as_py()),
        reasons=tuple(sorted(reasons, key=_heaviest_first)),
    )


def top_reason(solution: Solution, position: int) -> Reason | None:
    """Return the first reason of `explain`, None where nothing adds to the score; a tenth of its cost.

    What the score would be without a path is left open: `delta_if_removed` is None then.
    """
    parts = _Parts.of(solution, position)
    groups = path_groups(solution, position, worth=parts.worth)
    reasons = parts.beside_paths(solution)
    told = sum(reason.points for reason in reasons) + sum(group.points for group in groups)
    heaviest = [path_reason(solution, each) for each in groups if each.points == groups[0].points]
    first = min([*reasons, *heaviest, *parts.further(solution, told)], key=_heaviest_first, default=None)
    return first if first is not None and first.points > 0 else None


@dataclass(frozen=True, slots=True)
class _Parts:
    """The hazards of a party: its own, by fraud, and all; its score, and points per unit of hazard."""

    position: int
    own: float
    fraud: float
    hazard: float
    value: float
    worth: float

    @classmethod
    def of(cls, solution: Solution, position: int) -> "_Parts":
        fraud = float(solution.fraud_hazard[position])
        hazard = float(solution.inflow.hazard[position]) + fraud
        value = -100.0 * float(np.expm1(-hazard))
        own = float(solution.contagion.own_hazard[position])
        return cls(position, own, fraud, hazard, value, value / hazard)

    def beside_paths(self, solution: Solution) -> list[Reason]:
        """Return the reasons that lie with the party itself."""
        found = own_reasons(solution, self.position, worth=self.worth, other=self.hazard - self.own)
        return [*found, *_fraud(solution, self.position, worth=self.worth, hazard=self.hazard)]

    def further(self, solution: Solution, told: float) -> list[Reason]:
        """Return what is left of the score as a reason of its own."""
        rest = self.value - told
        if abs(rest) <= 1e-10:
            return []
        path = (_id(solution, self.position),)
        return [Reason(FURTHER, Category.RELATIONSHIP, rest, path, (), (), {}, None)]


def _heaviest_first(reason: Reason) -> tuple[float, str, tuple[PartyId, ...]]:
    return -reason.points, reason.code, reason.path


def grades_of(solution: Solution, parties: I32 | slice, value: F64) -> U8:
    """Return the grades, as places in `GRADES`, that these parties have with these scores."""
    bands = solution.inputs.scorecard.grades
    grade = np.searchsorted([bands.yellow, bands.red], value, side="right")
    return np.where(solution.listed[parties], GRADES.index(Grade.BLACK), grade).astype(np.uint8)


def _grade(solution: Solution, position: int, value: float) -> Grade:
    bands = solution.inputs.scorecard.grades
    if solution.listed[position]:
        return Grade.BLACK
    return Grade.RED if value >= bands.red else Grade.YELLOW if value >= bands.yellow else Grade.GREEN


def _top(solution: Solution) -> Texts:
    names = np.array([*indicator_names(solution.inputs.card), "network", FRAUD])
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


def _id(solution: Solution, position: int) -> PartyId:
    return PartyId(solution.snapshot.parties["key"][position].as_py())
