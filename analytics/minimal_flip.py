"""The smallest set of relationships without which a party would have a better grade.

Fewer ties never raise anybody, so of any set that is enough one relationship lies among the first of an
order without which all the others together are not: only these are tried. That makes one and two
relationships exact at the cost of a few solutions; larger sets are found greedily and then thinned out.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np

from analytics.local.removal import Circle
from analytics.network_pd.contributions import contribution_paths
from analytics.parties import texts_at
from analytics.reasons import Grade
from analytics.score import GRADES, grades_of
from analytics.solution import Solution
from graph.arrays import I64
from graph.relationships import RelationshipKey, RelationshipKind
from graph.values import PartyId

_COVERAGE = 0.98
_MOST_STEPS = 2_000
_MOST_SOLUTIONS = 2_000


class Outcome(StrEnum):
    """What was found; a stable code that `wording.set_text` makes a sentence of."""

    FOUND = "smallest_set"
    NOT_PROVEN = "smallest_set_not_proven"
    OWN_RISK = "no_set_own_risk"
    FURTHER = "no_set_within_circle"
    BEST = "no_better_grade"
    LISTED = "no_set_watch_list"


@dataclass(frozen=True, slots=True)
class Removable:
    """A relationship of a kind between two parties: all rows that say it, which are removed together."""

    kind: RelationshipKind
    parties: tuple[PartyId, PartyId]
    keys: tuple[RelationshipKey, ...]


@dataclass(frozen=True, slots=True)
class SmallestSet:
    """relationships: what to remove, empty where no set changes the grade. at_least: no set of fewer does.

    The set is proven to be a smallest one where it has `at_least` relationships. Scores and grades are
    before and without it, solved again up to three steps upstream (`removal.Circle`).
    """

    outcome: Outcome
    relationships: tuple[Removable, ...]
    at_least: int
    score: float
    score_without: float
    grade: Grade
    grade_without: Grade

    @property
    def proven(self) -> bool:
        return self.outcome is not Outcome.NOT_PROVEN


def smallest_set(solution: Solution, party: int) -> SmallestSet:
    """Return the smallest set of relationships whose removal betters the grade of a party, or why there is
    none.

    Parallel rows of a kind between the same two parties count once, both of their ways together. What is
    proven holds but for what a network PD jumps where groups are found anew without the ties. A few
    milliseconds to a few seconds, by how many ties are around the party.
    """
    hazard = float(solution.inflow.hazard[party] + solution.fraud_hazard[party])
    grade = _grade(solution, party, hazard)
    if grade in (Grade.GREEN, Grade.BLACK):
        return _none(Outcome.BEST if grade is Grade.GREEN else Outcome.LISTED, hazard, grade)
    search = _Search.around(solution, party, hazard, grade)
    everything = frozenset(search.order)
    if not search.enough(everything):
        own = float(solution.contagion.own_hazard[party] + solution.fraud_hazard[party])
        return _none(Outcome.FURTHER if own < search.limit else Outcome.OWN_RISK, hazard, grade)
    chosen, at_least = search.smallest()
    without = search.hazard_without(chosen)
    return SmallestSet(
        outcome=Outcome.FOUND if len(chosen) <= at_least else Outcome.NOT_PROVEN,
        relationships=tuple(
            search.groups[each].told(solution) for each in sorted(chosen, key=search.order.index)
        ),
        at_least=at_least,
        score=_score(hazard),
        score_without=_score(without),
        grade=grade,
        grade_without=_grade(solution, party, without),
    )


def _none(outcome: Outcome, hazard: float, grade: Grade) -> SmallestSet:
    return SmallestSet(outcome, (), 0, _score(hazard), _score(hazard), grade, grade)


@dataclass(frozen=True, slots=True)
class _Group:
    """The transmissions of a relationship, and their rows of `Snapshot.ties`."""

    ends: tuple[int, int]
    ties: tuple[int, ...]
    rows: tuple[int, ...]

    def told(self, solution: Solution) -> Removable:
        snapshot = solution.snapshot
        first, second = (PartyId(key) for key in texts_at(snapshot.parties["key"], self.ends))
        keys = (RelationshipKey(key) for key in texts_at(snapshot.ties["key"], self.rows))
        kind = RelationshipKind(snapshot.ties["kind"][self.rows[0]].as_py())
        return Removable(kind, (first, second), tuple(keys))


@dataclass(eq=False)
class _Search:
    """Looks for sets of `groups` without which the hazard is below `limit`; `order` begins with the
    heaviest.
    """

    circle: Circle
    groups: Sequence[_Group]
    order: Sequence[int]
    hazard: float
    limit: float
    known: dict[frozenset[int], float] = field(default_factory=dict[frozenset[int], float])

    @classmethod
    def around(cls, solution: Solution, party: int, hazard: float, grade: Grade) -> "_Search":
        bands = solution.inputs.scorecard.grades
        limit = -float(np.log1p(-(bands.red if grade is Grade.RED else bands.yellow) / 100.0))
        circle = Circle.around(solution.ties, solution.inflow, party)
        groups = list(_groups(solution, circle.ties))
        weight = _weights(solution, party)
        heavy = [sum(weight.get(tie, 0.0) for tie in group.ties) for group in groups]
        order = sorted(range(len(groups)), key=lambda each: (-heavy[each], groups[each].rows))
        return cls(circle, groups, order, hazard, limit)

    def hazard_without(self, removed: frozenset[int]) -> float:
        if removed not in self.known:
            ties = [tie for each in removed for tie in self.groups[each].ties]
            fall = max(0.0, self.circle.hazard - self.circle.hazard_without(ties))
            self.known[removed] = max(0.0, self.hazard - fall)
        return self.known[removed]

    def enough(self, removed: frozenset[int]) -> bool:
        return self.hazard_without(removed) < self.limit

    def smallest(self) -> tuple[frozenset[int], int]:
        """Return a set that is enough, and how many relationships any such set has at least."""
        one = self._best(frozenset({each}) for each in self._needed(frozenset()))
        if one is not None:
            return one, 1
        two = self._best(
            frozenset({first, second})
            for first in self._needed(frozenset())
            for second in self._needed(frozenset({first}))
        )
        if two is not None:
            return two, 2
        return self._thinned(self._greedy()), 3 if len(self.known) < _MOST_SOLUTIONS else 2

    def _best(self, sets: Iterator[frozenset[int]]) -> frozenset[int] | None:
        """Return the one of the sets that are enough which leaves the least hazard."""
        found: frozenset[int] | None = None
        for each in sets:
            if len(self.known) >= _MOST_SOLUTIONS:
                break
            if self.enough(each) and (
                found is None or self.hazard_without(each) < self.hazard_without(found)
            ):
                found = each
        return found

    def _needed(self, gone: frozenset[int]) -> Sequence[int]:
        """Return relationships of which any set that is enough beside those gone has one at least."""
        left = [each for each in self.order if each not in gone]
        low, high = 0, len(left)
        while low < high:
            middle = (low + high) // 2
            if self.enough(gone | frozenset(left[middle:])):
                low = middle + 1
            else:
                high = middle
        return left[:low]

    def _greedy(self) -> frozenset[int]:
        chosen: frozenset[int] = frozenset()
        while not self.enough(chosen):
            further = (chosen | {each} for each in self._needed(chosen))
            chosen = min(further, key=self.hazard_without)
        return chosen

    def _thinned(self, chosen: frozenset[int]) -> frozenset[int]:
        for each in sorted(chosen, key=self.order.index, reverse=True):
            if self.enough(chosen - {each}):
                chosen -= {each}
        return chosen


def _groups(solution: Solution, ties: I64) -> Iterator[_Group]:
    """Yield the relationships that these transmissions belong to."""
    transmissions = solution.ties
    rows = transmissions.key[ties]
    kinds = texts_at(solution.snapshot.ties["kind"], rows)
    near = np.minimum(transmissions.source[ties], transmissions.target[ties]).tolist()
    far = np.maximum(transmissions.source[ties], transmissions.target[ties]).tolist()
    members: dict[tuple[int, int, str], list[int]] = {}
    for place, group in enumerate(zip(near, far, kinds, strict=True)):
        members.setdefault(group, []).append(place)
    for (one, other, _), places in sorted(members.items()):
        yield _Group(
            ends=(one, other),
            ties=tuple(ties[places].tolist()),
            rows=tuple(sorted(set(rows[places].tolist()))),
        )


def _weights(solution: Solution, party: int) -> Mapping[int, float]:
    """Return the hazard that comes to the party over each transmission, as far as paths tell it."""
    told = contribution_paths(
        solution.contagion,
        solution.ties,
        party,
        coverage=_COVERAGE,
        inflow=solution.inflow,
        max_steps=_MOST_STEPS,
    )
    weight: dict[int, float] = {}
    for path in told.paths:
        for tie in path.ties:
            weight[tie] = weight.get(tie, 0.0) + path.hazard
    return weight


def _score(hazard: float) -> float:
    return -100.0 * float(np.expm1(-hazard))


def _grade(solution: Solution, party: int, hazard: float) -> Grade:
    [place] = grades_of(solution, np.array([party], np.int32), np.array([_score(hazard)]))
    return GRADES[int(place)]
