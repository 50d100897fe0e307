"""What if parties failed, or ties were gone, weighed otherwise or were added: who gets how much worse, and
what it costs.

To fail is an intervention: nothing is inferred about what would have caused it. Nothing is stored.
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from analytics.local.spreading import Round, Spread, spread
from analytics.local.standing import Standing
from analytics.losses import DebtorExposures, Losses
from analytics.network_pd.blocks import WEAKEST
from analytics.network_pd.pairs import merged_rates
from analytics.score import GRADES, Grade, grades_of
from analytics.solution import Solution
from analytics.whatif.supposed import Supposed, SupposedTies, supposed_ties
from graph.arrays import F64, I32, U8

__all__ = ["FELT", "Changes", "Step", "WhatIf", "what_if"]

TOLD = 1e-8
"""A change of a network PD below this stands in sums only."""
FELT = 1e-4
"""A change of a network PD that is worth telling: a hundredth of a per cent."""


class Changes(NamedTuple):
    """Everybody who changes (k,), those whose network PD moves most first; grades are places in `GRADES`.

    What moves by less than `TOLD` is left out. The values before are those of the Book. Fraud evidence stays
    as it is and counts in the scores.
    """

    party: I32
    pd_before: F64
    pd_after: F64
    score_before: F64
    score_after: F64
    grade_before: U8
    grade_after: U8


@dataclass(frozen=True, eq=False, slots=True)
class Step:
    """A round of the cascade: who gets how much worse in it, and what that costs their creditors."""

    reached: Round
    rise: float
    lost: float

    def felt(self) -> Round:
        """Return those that move by `FELT` at least, those that move most first."""
        much = np.flatnonzero(np.abs(self.reached.rise) >= FELT)
        much = much[np.lexsort((self.reached.party[much], -np.abs(self.reached.rise[much])))]
        return Round(self.reached.party[much], self.reached.rise[much])


@dataclass(frozen=True, eq=False, slots=True)
class WhatIf:
    """What came of it.

    added: sum of the rises of network PDs of all that are not themselves made to fail: how many more parties
    are expected in distress. steps: the cascade by round, see `Spread.rounds`. losses: of creditors, `lost`
    in all, of which `lost_by_us` by parties of the house. left_out, followed: see `Spread`.
    """

    failed: I32
    changes: Changes
    steps: tuple[Step, ...]
    added: float
    losses: Losses
    lost: float
    lost_by_us: float
    left_out: float
    followed: bool

    @property
    def code(self) -> str:
        """A stable code that `wording.what_if_text` makes a sentence of."""
        if not self.others():
            return "what_if_alone" if self.lost > 0 else "what_if_nobody"
        return "what_if_worse" if self.added >= 0 else "what_if_better"

    def others(self) -> int:
        """Return how many change by `FELT` at least beside those made to fail."""
        felt = np.abs(self.changes.pd_after - self.changes.pd_before) >= FELT
        return int(np.count_nonzero(felt & ~np.isin(self.changes.party, self.failed)))

    def grades_changed(self) -> int:
        """Return how many others change their grade."""
        others = ~np.isin(self.changes.party, self.failed)
        return int(np.count_nonzero((self.changes.grade_before != self.changes.grade_after)[others]))

    def grade_before(self, place: int) -> Grade:
        return GRADES[int(self.changes.grade_before[place])]

    def grade_after(self, place: int) -> Grade:
        return GRADES[int(self.changes.grade_after[place])]


def what_if(solution: Solution, supposed: Supposed) -> WhatIf:
    """Return who changes, round by round, and the money that is lost by it.

    Solved again only as far as a change is felt (`spread`). Where a tie is added or becomes so strong that
    it may make a group, the groups are found again first, before and after alike, so that the change is that
    of the tie alone; this takes as long as a whole solution.

    Raises
    ------
    InvalidInput
        When a tie cannot be as is supposed.
    """
    failed = np.array(sorted(set(supposed.failed)), np.int32)
    if supposed.ties_differ:
        ties = supposed_ties(solution.snapshot, solution.inputs, solution.ties, supposed)
        standing = _standing(solution, ties)
        merged = merged_rates(standing.pairs, ties.after)
        found = spread(standing, failed=failed, merged=merged)
    else:
        found = spread(solution.standing, failed=failed)
    return _told(solution, failed, found, without=supposed.removed)


def _standing(solution: Solution, ties: SupposedTies) -> Standing:
    """Return what stands, with groups for the ties as they would be where these could make other ones."""
    stronger = (ties.after > ties.before) & (ties.after >= WEAKEST)
    if len(ties.before) == len(solution.ties.rate) and not stronger.any():
        return solution.standing
    both = np.maximum(ties.before, ties.after)
    return Standing.of(solution.own, ties.ties._replace(rate=ties.before), groups_by=both)


def _told(solution: Solution, failed: I32, found: Spread, *, without: tuple[int, ...]) -> WhatIf:
    changes = _changes(solution, failed, found)
    exposures = solution.exposures.without(without)
    steps = tuple(_step(exposures, each) for each in found.rounds)
    told = np.abs(found.rise) >= TOLD
    losses = exposures.losses(found.party[told], found.rise[told])
    others = ~np.isin(found.party, failed)
    return WhatIf(
        failed=failed,
        changes=changes,
        steps=steps,
        added=float(found.rise[others].sum()),
        losses=losses,
        lost=sum(step.lost for step in steps),
        lost_by_us=float(losses.loss[solution.house[losses.creditor]].sum()),
        left_out=found.left_out,
        followed=found.followed,
    )


def _changes(solution: Solution, failed: I32, found: Spread) -> Changes:
    told = np.flatnonzero((np.abs(found.rise) >= TOLD) | np.isin(found.party, failed))
    order = told[np.argsort(-np.abs(found.rise[told]), kind="stable")]  # evens by position, as they come
    party, rise = found.party[order], found.rise[order]
    before = solution.contagion.pd[party]
    after = np.where(np.isin(party, failed), 1.0, np.clip(before + rise, 0.0, 1.0))
    hazard = solution.inflow.hazard[party] + solution.fraud_hazard[party]
    score = -100.0 * np.expm1(-hazard)
    scored = 100.0 * (1.0 - (1.0 - after) * np.exp(-solution.fraud_hazard[party]))
    return Changes(
        party=party,
        pd_before=before,
        pd_after=after,
        score_before=score,
        score_after=scored,
        grade_before=grades_of(solution, party, score),
        grade_after=grades_of(solution, party, scored),
    )


def _step(exposures: DebtorExposures, reached: Round) -> Step:
    return Step(reached, float(reached.rise.sum()), exposures.lost(reached.party, reached.rise))
