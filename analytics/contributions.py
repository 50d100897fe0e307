"""Where a party's network risk comes from: paths whose hazards add up to its hazard."""

import heapq
from dataclasses import dataclass

import numpy as np

from analytics.measures import Contagion, Transmission
from graph.arrays import F64, I64


@dataclass(frozen=True, eq=False, slots=True)
class Inflow:
    """The transmissions that carry hazard, grouped by head: into j are `order[start[j]:start[j + 1]]`."""

    start: I64
    order: I64
    hazard: F64

    @classmethod
    def of(cls, c: Contagion, t: Transmission) -> "Inflow":
        """Group the transmissions and sum up the hazard of each party (n,); O(m log m)."""
        parties = len(c.pd)
        carrying = np.flatnonzero(c.edge_hazard > 0)
        heads = t.target[carrying]
        start = np.zeros(parties + 1, np.int64)
        np.cumsum(np.bincount(heads, minlength=parties), out=start[1:])
        hazard = c.own_hazard + c.block_hazard + np.bincount(heads, c.edge_hazard[carrying], parties)
        return cls(start, carrying[np.argsort(heads, kind="stable")], hazard)

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
) -> PathShares:
    """Follow the hazard of `party` back to its causes, the greatest first, until `coverage` of it is told.

    A prefix of hazard w over tie e, whose tail i has μ_e = -ln(1 - m_e), is its own end w · own_i / μ_e
    plus a longer prefix w · h_f / μ_e for every tie f into i that does not turn back over e. The first
    path is the party's own risk. Stops after `max_steps` prefixes; what is not told is `residual`.
    """
    search = _Search(c, t, inflow or Inflow.of(c, t))
    total = float(search.inflow.hazard[party])
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


class _Search:
    """Best-first walk over the trie of prefixes."""

    def __init__(self, c: Contagion, t: Transmission, inflow: Inflow) -> None:
        self.c, self.t, self.inflow = c, t, inflow

    def run(self, party: int, *, enough: float, max_steps: int) -> list[Contribution]:
        own = float(self.c.own_hazard[party])
        found = [Contribution((party,), (), own, looped=False)]
        covered = own
        waiting: list[tuple[float, tuple[int, ...], tuple[int, ...]]] = []
        for tie in self.inflow.into(party).tolist():
            self._push(waiting, float(self.c.edge_hazard[tie]), tie, ((party,), ()))
        while waiting and covered < enough and len(found) <= max_steps:
            weight, parties, ties = heapq.heappop(waiting)
            ended = self._extended(waiting, -weight, parties, ties)
            covered += ended.hazard
            found.append(ended)
        return found

    def _push(
        self,
        waiting: list[tuple[float, tuple[int, ...], tuple[int, ...]]],
        weight: float,
        tie: int,
        prefix: tuple[tuple[int, ...], tuple[int, ...]],
    ) -> None:
        parties, ties = prefix
        heapq.heappush(waiting, (-weight, (int(self.t.source[tie]), *parties), (tie, *ties)))

    def _extended(
        self,
        waiting: list[tuple[float, tuple[int, ...], tuple[int, ...]]],
        weight: float,
        parties: tuple[int, ...],
        ties: tuple[int, ...],
    ) -> Contribution:
        """Push the longer prefixes; return the part of `weight` that began at the first party of this one."""
        tail, head = parties[0], parties[1]
        into = self.inflow.into(tail)
        onward = into[self.t.source[into] != head]
        hazards = self.c.edge_hazard[onward]
        own = float(self.c.own_hazard[tail] + self.c.block_hazard[tail])
        received = own + float(hazards.sum())
        for tie, hazard in zip(onward.tolist(), hazards.tolist(), strict=True):
            self._push(waiting, weight * hazard / received, tie, (parties, ties))
        looped = len(set(parties)) < len(parties)
        return Contribution(parties, ties, weight * own / received, looped)
