"""Where a party's network risk comes from: paths whose hazards add up to its hazard."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from analytics.measures import Contagion, Transmission
from graph.arrays import F64, I32, I64, frozen, starts


@dataclass(frozen=True, eq=False, slots=True)
class Inflow:
    """The transmissions that carry hazard, grouped by head: into j are `order[start[j]:start[j + 1]]`.

    source, carried: tail and hazard of each of `order`. own, hazard (n,): hazard that began at a party
    itself, and all of it.
    """

    start: I64
    order: I64
    source: I32
    carried: F64
    own: F64
    hazard: F64

    @classmethod
    def of(cls, c: Contagion, t: Transmission) -> "Inflow":
        """Group the transmissions and sum up the hazard of each party (n,); O(m log m)."""
        parties = len(c.pd)
        carrying = np.flatnonzero(c.edge_hazard > 0)
        heads = t.target[carrying]
        order = carrying[np.argsort(heads, kind="stable")]
        return cls(
            start=starts(np.bincount(heads, minlength=parties)),
            order=order,
            source=t.source[order],
            carried=c.edge_hazard[order],
            own=_seen(c.own_hazard),
            hazard=c.own_hazard + np.bincount(heads, c.edge_hazard[carrying], parties),
        )

    def into(self, party: int) -> slice:
        """Return where in `order` the transmissions lie whose head is `party`."""
        return slice(self.start[party], self.start[party + 1])


def _seen(array: Any) -> Any:
    """Return a read-only view, so that kernels are compiled once for arrays in memory and mapped ones."""
    return frozen(np.asarray(array).view())


@dataclass(frozen=True, slots=True)
class Contribution:
    """Distress that began at `parties[0]` by its own risk and came along `ties` to the last party.

    `ties` are positions of transmissions, one fewer than parties. `looped` says that a party is
    visited more than once. `hazard` is its part of the last party's hazard.
    """

    parties: tuple[int, ...]
    ties: tuple[int, ...]
    hazard: float
    looped: bool


@dataclass(frozen=True, slots=True)
class PathShares:
    """Paths by falling hazard; `covered` + `residual` is the party's hazard, own risk included."""

    paths: tuple[Contribution, ...]
    covered: float
    residual: float


def contribution_paths(
    c: Contagion,
    t: Transmission,
    party: int,
    *,
    coverage: float,
    inflow: Inflow | None = None,
    max_steps: int = 2_000,
    least: float = 0.0,
) -> PathShares:
    """Follow the hazard of `party` back to its causes, the greatest first, until `coverage` of it is told.

    A prefix of hazard w over tie e, whose tail i has μ_e = -ln(1 - m_e), is its own end w · own_i / μ_e
    plus a longer prefix w · h_f / μ_e for every tie f into i that does not turn back over e. The first
    path is the party's own risk. Stops after `max_steps` prefixes and follows none below the share
    `least`; what is not told is `residual`.
    """
    from analytics.kernels.prefixes import heaviest_prefixes  # numba takes longer than to read a Book

    inflow = inflow or Inflow.of(c, t)
    total = float(inflow.hazard[party])
    ends = heaviest_prefixes(
        inflow.start,
        inflow.order,
        inflow.source,
        inflow.carried,
        inflow.own,
        party,
        coverage * total,
        max_steps,
        least * total,
    )
    found = _paths(*(each.tolist() for each in ends))
    covered = float(sum(each.hazard for each in found))
    ordered = sorted(found, key=lambda each: (-each.hazard, each.parties, each.ties))
    return PathShares(tuple(ordered), covered, total - covered)


def _paths(first: list[int], over: list[int], behind: list[int], ended: list[float]) -> list[Contribution]:
    """Return the ends of `heaviest_prefixes` as paths."""
    parties: list[tuple[int, ...]] = [(first[0],)]
    ties: list[tuple[int, ...]] = [()]
    for party, tie, longer in zip(first[1:], over[1:], behind[1:], strict=True):
        parties.append((party, *parties[longer]))
        ties.append((tie, *ties[longer]))
    return [
        Contribution(own, led, hazard, len(set(own)) < len(own))
        for own, led, hazard in zip(parties, ties, ended, strict=True)
    ]


def delta_if_removed(c: Contagion, t: Transmission, removed: int, *, inflow: Inflow | None = None) -> float:
    """Return by how much the network PD of a tie's head falls without the tie: X - (1 - Q / g).

    Exact on trees; with loops it ignores what came back through the head (up to .145 in dense ones).
    """
    hazards = (inflow or Inflow.of(c, t)).hazard
    head, carried = int(t.target[removed]), float(c.edge_hazard[removed])
    return float(np.exp(carried - hazards[head]) - np.exp(-hazards[head]))
