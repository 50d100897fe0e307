"""The surroundings of a party within caps, riskiest first."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np

from analytics.paths.network import Network
from graph.arrays import F64, I32, I64
from graph.relationships import RelationshipKind


@dataclass(frozen=True, eq=False, slots=True)
class Expansion:
    """What is shown around a party, and how much is not.

    parties: positions, the centre first, then by hops and falling risk. ties: rows of
    `Snapshot.ties` between them, ascending. counts: ties of the centre by kind, exact whatever was
    cut or filtered. more_nodes: parties beside the shown ones, one step from whoever was expanded;
    more_edges: ties between shown parties that the cap left out.
    """

    parties: I32
    ties: I64
    counts: Mapping[RelationshipKind, int]
    more_nodes: int
    more_edges: int


def expand(
    network: Network,
    position: int,
    *,
    hops: int = 1,
    max_nodes: int = 300,
    max_edges: int = 2_000,
    kinds: Collection[RelationshipKind] | None = None,
    risk: F64 | None = None,
    through_hubs: bool = False,
) -> Expansion:
    """Return the party's surroundings up to `hops` steps, at most `max_nodes` parties with the centre.

    Each step takes the largest `risk` (n,) first (ties if None), positions break evens. Hubs other
    than the centre are kept but not expanded, unless `through_hubs`.
    """
    kept = np.array([position], np.int64)
    rim, left = kept, np.empty(0, np.int64)
    risk = network.degree.astype(np.float64) if risk is None else risk
    for _ in range(hops):
        if not through_hubs:
            rim = rim[~network.hubs(rim) | (rim == position)]
        _, entry = network.around(rim, kinds)
        fresh = np.setdiff1d(network.neighbour[entry].astype(np.int64), kept)
        rim = fresh[np.lexsort((fresh, -risk[fresh]))][: max(0, max_nodes - len(kept))]
        kept, left = np.concatenate([kept, rim]), np.union1d(left, fresh)
    ties, more_edges = _between(network, kept, kinds, max_edges)
    more_nodes = len(np.setdiff1d(left, kept))
    return Expansion(kept.astype(np.int32), ties, network.counts(position), more_nodes, more_edges)


def _between(
    network: Network, kept: I64, kinds: Collection[RelationshipKind] | None, most: int
) -> tuple[I64, int]:
    """Return rows of ties whose ends are both kept, the nearest to the centre if cut, and how many more."""
    place = np.full(len(network), -1, np.int64)
    place[kept] = np.arange(len(kept))
    whose, entry = network.around(kept, kinds)
    other = place[network.neighbour[entry]]
    inside = (other >= 0) & (whose < other)
    rows, far = network.row[entry[inside]], other[inside]
    chosen = rows[np.lexsort((rows, far))][:most]
    return np.sort(chosen), len(rows) - len(chosen)
