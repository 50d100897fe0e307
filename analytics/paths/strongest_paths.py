"""The strongest simple paths from a party to another, or to any of several."""

import heapq
from collections.abc import Collection, Iterator
from dataclasses import dataclass

import numpy as np

from analytics.paths.network import Network
from graph.arrays import F64, I32, I64
from graph.relationships import RelationshipKind

WEAKEST = 1e-3
"""Strength of a tie that transmits nothing: it still connects."""
_MOST_STEPS = 20_000


@dataclass(frozen=True, slots=True)
class Path:
    """`ties` are rows of `Snapshot.ties`, one between each two parties: the strongest where several are.

    strength: product over the ties of the larger transmission rate of their two ways, at least 1e-3 each.
    """

    parties: tuple[int, ...]
    ties: tuple[int, ...]
    strength: float


@dataclass(frozen=True, eq=False, slots=True)
class _Within:
    """The part of a network that paths of so many hops can use, renumbered; `reach[h]` is the log of
    the strongest way to an end with at most h ties, -inf for none."""

    parties: I64
    start: I64
    other: I64
    row: I64
    weight: F64
    reach: F64


def k_paths(
    network: Network,
    start: int,
    end: int,
    *,
    k: int,
    max_hops: int,
    rates: F64,
    kinds: Collection[RelationshipKind] | None = None,
) -> tuple[Path, ...]:
    """Return up to k simple paths of at most `max_hops` ties, direction ignored, strongest first.

    rates: of each row of `Snapshot.ties`. Hubs may stand at the ends only. Nothing between a party
    and itself. A* with the exact remaining strength; gives up after 20,000 steps with what it has.
    """
    ends = np.array([end], np.int64)
    return k_paths_to(network, start, ends, k=k, max_hops=max_hops, rates=rates, kinds=kinds)


def k_paths_to(
    network: Network,
    start: int,
    ends: I64,
    *,
    k: int,
    max_hops: int,
    rates: F64,
    kinds: Collection[RelationshipKind] | None = None,
) -> tuple[Path, ...]:
    """Return up to k simple paths from a party to any of `ends` but itself, each to the first that it meets;
    see `k_paths`.
    """
    ends = ends[ends != start]
    parties, met = _on_the_way(network, start, ends, max_hops, kinds)
    if not len(met):
        return ()
    within = _within(network, parties, met, max_hops=max_hops, rates=rates, kinds=kinds)
    begin, last = int(np.searchsorted(parties, start)), frozenset(np.searchsorted(parties, met).tolist())
    found: list[Path] = []
    for path in _search(within, begin, last, max_hops):
        found.append(path)
        if len(found) == k:
            break
    return tuple(found)


def _on_the_way(
    network: Network, start: int, ends: I64, max_hops: int, kinds: Collection[RelationshipKind] | None
) -> tuple[I64, I64]:
    """Return the parties, ascending, on a walk of at most `max_hops` to an end, and the ends among them."""
    from_start = _hops(network, np.array([start], np.int64), max_hops, kinds)
    met = ends[from_start[ends] <= max_hops]
    if not len(met):
        return met, met
    through = from_start + _hops(network, met, max_hops, kinds)
    passable = ~np.asarray(network.hubs(np.arange(len(network))))
    passable[[start, *met.tolist()]] = True
    return np.flatnonzero((through <= max_hops) & passable), np.sort(met)


def _hops(network: Network, origins: I64, most: int, kinds: Collection[RelationshipKind] | None) -> I32:
    """Return the hops from the nearest origin to each party, not through hubs; over `most` if further."""
    far = 2 * most + 1
    hops = np.full(len(network), far, np.int32)
    hops[origins] = 0
    rim = np.asarray(origins, np.int64)
    for step in range(1, most + 1):
        rim = rim if step == 1 else rim[~network.hubs(rim)]
        _, entry = network.around(rim, kinds)
        reached = network.neighbour[entry]
        rim = np.unique(reached[hops[reached] == far]).astype(np.int64)
        hops[rim] = step
    return hops


def _within(
    network: Network,
    parties: I64,
    ends: I64,
    *,
    max_hops: int,
    rates: F64,
    kinds: Collection[RelationshipKind] | None,
) -> _Within:
    place = np.full(len(network), -1, np.int64)
    place[parties] = np.arange(len(parties))
    whose, entry = network.around(parties, kinds)
    other = place[network.neighbour[entry]]
    whose, entry, other = whose[other >= 0], entry[other >= 0], other[other >= 0]
    weight = np.log(np.maximum(rates[network.row[entry]], WEAKEST))
    start = np.searchsorted(whose, np.arange(len(parties) + 1)).astype(np.int64)
    reach = np.full((max_hops + 1, len(parties)), -np.inf)
    reach[:, place[ends]] = 0.0
    for hop in range(1, max_hops + 1):
        np.maximum.at(reach[hop], whose, weight + reach[hop - 1][other])
    return _Within(parties, start, other, network.row[entry], weight, reach)


def _search(within: _Within, start: int, ends: frozenset[int], max_hops: int) -> Iterator[Path]:
    waiting: list[tuple[float, float, tuple[int, ...], tuple[int, ...]]] = [(0.0, 0.0, (start,), ())]
    steps = 0
    while waiting and steps < _MOST_STEPS:
        _, gone, parties, rows = heapq.heappop(waiting)
        steps += 1
        if parties[-1] in ends:
            yield Path(tuple(within.parties[list(parties)].tolist()), rows, float(np.exp(gone)))
            continue
        left = max_hops - len(rows) - 1
        for other, row, weight in _strongest_ties(within, parties[-1]):
            hope = float(within.reach[left][other])
            if other not in parties and hope > -np.inf:
                so_far = gone + weight
                heapq.heappush(waiting, (-(so_far + hope), so_far, (*parties, other), (*rows, row)))


def _strongest_ties(within: _Within, party: int) -> Iterator[tuple[int, int, float]]:
    """Yield (neighbour, row, log rate) with the strongest of parallel ties, the first of equal ones."""
    part = slice(within.start[party], within.start[party + 1])
    best: dict[int, tuple[float, int]] = {}
    for other, row, weight in zip(
        within.other[part].tolist(), within.row[part].tolist(), within.weight[part].tolist(), strict=True
    ):
        if other not in best or weight > best[other][0]:
            best[other] = weight, row
    for other, (weight, row) in best.items():
        yield other, row, weight
