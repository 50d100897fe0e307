"""Where a party's network risk comes from: paths whose hazards add up to its hazard."""

import heapq
from dataclasses import dataclass

import numpy as np

from analytics.measures import Contagion, Transmission
from graph.arrays import F64, I32, I64


@dataclass(frozen=True, eq=False, slots=True)
class Inflow:
    """The transmissions that carry hazard, grouped by head: into j are `order[start[j]:start[j + 1]]`.

    source, carried (m,): tail and hazard of every transmission, in memory. own, hazard (n,): hazard
    that began at a party itself, and all of it.
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
        start = np.zeros(parties + 1, np.int64)
        np.cumsum(np.bincount(heads, minlength=parties), out=start[1:])
        own = np.asarray(c.own_hazard + c.block_hazard)
        return cls(
            start=start,
            order=carrying[np.argsort(heads, kind="stable")],
            source=np.asarray(t.source),
            carried=np.asarray(c.edge_hazard),
            own=own,
            hazard=own + np.bincount(heads, c.edge_hazard[carrying], parties),
        )

    def into(self, party: int) -> I64:
        """Return the transmissions whose head is `party`."""
        return self.order[self.start[party] : self.start[party + 1]]


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
    inflow = inflow or Inflow.of(c, t)
    total = float(inflow.hazard[party])
    search = _Search(inflow, least * total)
    found = search.run(party, enough=coverage * total, max_steps=max_steps)
    covered = float(sum(each.hazard for each in found))
    ordered = sorted(found, key=lambda each: (-each.hazard, each.parties, each.ties))
    return PathShares(tuple(ordered), covered, total - covered)


def delta_if_removed(c: Contagion, t: Transmission, removed: int, *, inflow: Inflow | None = None) -> float:
    """Return by how much the network PD of a tie's head falls without the tie: X - (1 - Q / g).

    Exact on trees; with loops it ignores what came back through the head (up to .145 in dense ones).
    """
    hazards = (inflow or Inflow.of(c, t)).hazard
    head, carried = int(t.target[removed]), float(c.edge_hazard[removed])
    return float(np.exp(carried - hazards[head]) - np.exp(-hazards[head]))


_Prefix = tuple[float, tuple[int, ...], tuple[int, ...]]
"""(-hazard, parties, ties): the end of paths that lead over these ties, longer ones included."""


class _Search:
    """Best-first walk over the trie of prefixes."""

    def __init__(self, inflow: Inflow, least: float) -> None:
        self.inflow, self.least = inflow, least
        self.waiting: list[_Prefix] = []

    def run(self, party: int, *, enough: float, max_steps: int) -> list[Contribution]:
        covered = float(self.inflow.own[party])
        found = [Contribution((party,), (), covered, looped=False)]
        self._lengthen(self.inflow.into(party), 1.0, (party,), ())
        while self.waiting and covered < enough and len(found) <= max_steps:
            weight, parties, ties = heapq.heappop(self.waiting)
            found.append(self._ended(-weight, parties, ties))
            covered += found[-1].hazard
        return found

    def _ended(self, weight: float, parties: tuple[int, ...], ties: tuple[int, ...]) -> Contribution:
        """Push the longer prefixes; return the part of `weight` that began at the first party of this one."""
        into = self.inflow.into(parties[0])
        onward = into[self.inflow.source[into] != parties[1]]
        own = float(self.inflow.own[parties[0]])
        received = own + float(self.inflow.carried[onward].sum())
        self._lengthen(onward, weight / received, parties, ties)
        return Contribution(parties, ties, weight * own / received, len(set(parties)) < len(parties))

    def _lengthen(self, onward: I64, scale: float, parties: tuple[int, ...], ties: tuple[int, ...]) -> None:
        hazards = scale * self.inflow.carried[onward]
        told = hazards > self.least
        onward, hazards = onward[told], hazards[told]
        sources = self.inflow.source[onward].tolist()
        for tie, source, hazard in zip(onward.tolist(), sources, hazards.tolist(), strict=True):
            heapq.heappush(self.waiting, (-hazard, (source, *parties), (tie, *ties)))
