"""Distress that came along ties, as reasons: the path from the cause to the party."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from analytics.inputs import Category
from analytics.local.removal import Circle
from analytics.network_pd.contributions import Contribution, contribution_paths
from analytics.own.evidence import Evidence, evidence
from analytics.own_reasons import heaviest
from analytics.parties import texts_at
from analytics.reasons import Reason
from analytics.solution import Solution
from graph.relationships import RelationshipKey, RelationshipKind
from graph.values import PartyId

_COVERAGE = 0.98
_MOST_STEPS = 300
_MOST_REASONS = 8
_LEAST_POINTS = 0.02
_LEAST_SHARE = 1e-5


@dataclass(frozen=True, slots=True)
class PathGroup:
    """Paths over the same parties by parallel ties; their points together."""

    paths: tuple[Contribution, ...]
    points: float


def path_groups(solution: Solution, party: int, *, worth: float) -> list[PathGroup]:
    """Return the heaviest paths, those of most points first; loops and the rest are left to the caller.

    worth: points per unit of hazard.
    """
    shares = contribution_paths(
        solution.contagion,
        solution.ties,
        party,
        coverage=_COVERAGE,
        inflow=solution.inflow,
        max_steps=_MOST_STEPS,
        least=_LEAST_SHARE,
    )
    groups: dict[tuple[int, ...], list[Contribution]] = {}
    for path in shares.paths:
        if path.ties and not path.looped:
            groups.setdefault(path.parties, []).append(path)
    ordered = sorted(groups.values(), key=lambda group: -_hazard(group))
    found = [PathGroup(tuple(group), worth * _hazard(group)) for group in ordered[:_MOST_REASONS]]
    return [each for each in found if each.points >= _LEAST_POINTS]


def path_reasons(solution: Solution, groups: Sequence[PathGroup], *, hazard: float) -> Iterator[Reason]:
    """Yield the reason of each group, with what the score would be without the tie at its end.

    hazard: the whole hazard of the party that all of them end at.
    """
    falls = _falls(solution, {_last_step(each) for each in groups}, hazard)
    for group in groups:
        yield path_reason(solution, group, removed=falls[_last_step(group)])


def path_reason(solution: Solution, group: PathGroup, *, removed: float | None = None) -> Reason:
    parties = group.paths[0].parties
    ties = list(dict.fromkeys(tie for path in group.paths for tie in path.ties))
    rows = solution.ties.key[ties]
    keys = texts_at(solution.snapshot.ties["key"], rows)
    why, finding = _cause(solution, parties[0])
    names = texts_at(solution.snapshot.parties["name"], parties)
    return Reason(
        code=_code(solution, group.paths[0].ties[-1]),
        category=Category.RELATIONSHIP,
        points=group.points,
        path=tuple(PartyId(key) for key in texts_at(solution.snapshot.parties["key"], parties)),
        relationships=tuple(RelationshipKey(key) for key in dict.fromkeys(keys)),
        records=finding.records,
        values={
            "cause": names[0],
            "neighbour": names[-2],
            "via": " → ".join(names[:-1]),
            "hops": float(len(parties) - 1),
            "pd": float(solution.own.pd[parties[0]]),
            "why": why,
            **{f"cause_{name}": value for name, value in (finding.values or {}).items()},
        },
        delta_if_removed=removed,
    )


def _cause(solution: Solution, party: int) -> tuple[str, Evidence]:
    """Return the code of what weighs most in the cause's own risk, and what is behind it."""
    indicator = heaviest(solution, party)
    if indicator is None:
        return "", Evidence(values={})
    return indicator.name, evidence(solution.facts, party, indicator.name)


def _last_step(group: PathGroup) -> tuple[int, ...]:
    return group.paths[0].parties[-2:]


def _hazard(group: Sequence[Contribution]) -> float:
    return sum(path.hazard for path in group)


def _falls(
    solution: Solution, steps: Collection[tuple[int, ...]], hazard: float
) -> Mapping[tuple[int, ...], float]:
    """Return by how many points the score falls without the ties of each last step (source, party)."""
    if not steps:
        return {}
    inflow, party = solution.inflow, next(iter(steps))[-1]
    circle, into = Circle.around(solution.ties, inflow, party), inflow.into(party)
    falls = {}
    for step in steps:
        left = circle.hazard_without(inflow.order[into][inflow.source[into] == step[0]].tolist())
        fallen = min(max(0.0, circle.hazard - left), hazard)
        falls[step] = 100.0 * float(np.exp(fallen - hazard) - np.exp(-hazard))
    return falls


def _code(solution: Solution, tie: int) -> str:
    """Return what the party's neighbour is to it on this path."""
    row = int(solution.ties.key[tie])
    kind = RelationshipKind(solution.snapshot.ties["kind"][row].as_py())
    forward = solution.snapshot.ties["source_index"][row].as_py() == int(solution.ties.source[tie])
    return _CODES[kind][0 if forward else 1]


_CODES = {
    RelationshipKind.SUPPLIES: ("supplier_distress", "buyer_distress"),
    RelationshipKind.OWES: ("debtor_distress", "debtor_distress"),
    RelationshipKind.GUARANTEES: ("guarantor_distress", "guarantee_called"),
    RelationshipKind.OWNS: ("owner_distress", "owned_distress"),
    RelationshipKind.PARTNERS_WITH: ("partner_distress", "partner_distress"),
    RelationshipKind.OFFICER_OF: ("officer_distress", "officer_distress"),
    RelationshipKind.SIGNED: ("contract_claim", "contract_claim"),
    RelationshipKind.DEFENDANT_IN: ("lawsuit_claim", "lawsuit_claim"),
}
"""Kind of tie -> code where distress follows the words' direction, and where it runs against it."""
