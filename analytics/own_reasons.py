"""A party's own findings as reasons."""

from collections.abc import Iterator

import numpy as np

from analytics.contracts import Gap
from analytics.inputs import Category, Indicator
from analytics.own.attribution import hazard_without
from analytics.own.evidence import evidence
from analytics.parties import texts_at
from analytics.reasons import BASE_RATE, LITTLE_KNOWN, Reason
from analytics.solution import Solution
from graph.arrays import F64
from graph.relationships import RelationshipKey
from graph.values import PartyId

_NOTHING = 1e-12


def own_reasons(solution: Solution, party: int, *, worth: float, other: float) -> Iterator[Reason]:
    """Yield the base rate, each indicator that counts, each gap of a contract, and what is not known.

    worth: points per unit of hazard. other: the party's hazard beside its own risk.
    """
    row = solution.own.hazard_by_indicator[party]
    me = (PartyId(solution.snapshot.parties["key"][party].as_py()),)
    base = float(row[0])
    yield Reason(
        BASE_RATE, Category.MARKET, worth * base, me, (), (), {"value": -float(np.expm1(-base))}, None
    )
    unknown = []
    for column, indicator in enumerate(solution.inputs.card.indicators, 1):
        if abs(row[column]) < _NOTHING:
            continue
        removed = _fall(row, column, other)
        points = worth * float(row[column])
        if not solution.known[party, column - 1]:
            unknown.append((indicator.name, points))
        elif indicator.name == "contract_gaps":
            yield from _gaps(solution, party, points=points, removed=removed)
        else:
            yield _finding(solution, party, indicator, points=points, removed=removed)
    if unknown:
        values: dict[str, str | float] = {"indicators": ", ".join(name for name, _ in unknown)}
        yield Reason(
            LITTLE_KNOWN, Category.MARKET, sum(each for _, each in unknown), me, (), (), values, None
        )


def heaviest(solution: Solution, party: int) -> Indicator | None:
    """Return the indicator that weighs most in a party's own risk, None where none makes it worse."""
    column = int(solution.own.hazard_by_indicator[party, 1:].argmax())
    if solution.own.hazard_by_indicator[party, column + 1] <= _NOTHING:
        return None
    indicator = solution.inputs.card.indicators[column]
    return indicator if solution.known[party, column] else None


def _fall(row: F64, column: int, other: float) -> float:
    """Return by how many points the score falls when the indicator's points are taken away."""
    before, after = float(row.sum()), hazard_without(row, column)
    return 100.0 * float(np.exp(-(after + other)) - np.exp(-(before + other)))


def _finding(
    solution: Solution, party: int, indicator: Indicator, *, points: float, removed: float
) -> Reason:
    behind = evidence(solution.facts, party, indicator.name)
    return Reason(
        code=indicator.name,
        category=indicator.category,
        points=points,
        path=(PartyId(solution.snapshot.parties["key"][party].as_py()),),
        relationships=behind.relationships,
        records=behind.records,
        values=behind.values or {},
        delta_if_removed=removed,
    )


def _gaps(solution: Solution, party: int, *, points: float, removed: float) -> Iterator[Reason]:
    """Share the points of all gaps by their weights; removing is told of all of them together."""
    weights = solution.inputs.scorecard.gap_weights
    mine = [gap for gap in solution.facts.gaps_of.get(party, ()) if weights.get(gap.kind.value)]
    whole = sum(weights[gap.kind.value] for gap in mine)
    for gap in mine:
        yield _gap(solution, party, gap, points=points * weights[gap.kind.value] / whole, removed=removed)


def _gap(solution: Solution, party: int, gap: Gap, *, points: float, removed: float) -> Reason:
    keys = texts_at(solution.snapshot.ties["key"], gap.ties)
    return Reason(
        code=f"contract_{gap.kind.value}",
        category=Category.LEGAL,
        points=points,
        path=(PartyId(solution.snapshot.parties["key"][party].as_py()),),
        relationships=tuple(RelationshipKey(key) for key in keys),
        records=(gap.contract,),
        values={"contract": gap.number, **gap.values},
        delta_if_removed=removed,
    )
