"""Groups of parties that hang together by shared identifiers."""

from collections.abc import Iterator

import numpy as np
from scipy import sparse
from scipy.sparse.csgraph import connected_components

from analytics.inputs import RingInputs
from analytics.rings.links import Links
from graph.arrays import F64, I64

_FINER = 4.0
_ROUNDS = 4
_SEED = 7


def pair_weights(links: Links, parties: int) -> sparse.csr_array:
    """Return the symmetric matrix (n, n) of Σ w_kind / (holders - 1) over bundles that two parties share."""
    rows, columns, values = [np.empty(0, np.int64)], [np.empty(0, np.int64)], [np.empty(0)]
    size = np.diff(links.start)
    for holders in np.unique(size[links.chief]).tolist():
        same = np.flatnonzero(links.chief & (size == holders))
        grid = links.holder[links.start[same][:, None] + np.arange(holders)].astype(np.int64)
        near, far = np.triu_indices(holders, 1)
        rows.append(grid[:, near].ravel())
        columns.append(grid[:, far].ravel())
        values.append(np.repeat(links.weight[same], len(near)))
    half = sparse.csr_array(
        (np.concatenate(values), (np.concatenate(rows), np.concatenate(columns))), shape=(parties, parties)
    )
    return sparse.csr_array(half + half.T)


def candidates(links: Links, parties: int, inputs: RingInputs) -> Iterator[tuple[I64, F64]]:
    """Yield (members ascending, how firmly each hangs with the others in (0, 1]).

    Connected components; those above `max_members` are parted by Leiden (Traag, Waltman, van Eck,
    Sci. Rep. 9:5233, 2019), ever finer. Smaller than `min_members` or never small enough: left out.
    """
    weights = pair_weights(links, parties)
    linked = np.flatnonzero(np.diff(weights.indptr))
    for members in _parted(weights, linked, inputs, inputs.resolution, _ROUNDS):
        within = weights[members][:, members]
        strength = np.asarray(within.sum(1)).ravel()
        yield members, np.clip(strength / np.median(strength), 0.05, 1.0)


def _parted(
    weights: sparse.csr_array, parties: I64, inputs: RingInputs, resolution: float, rounds: int
) -> Iterator[I64]:
    if not len(parties):
        return
    within = weights[parties][:, parties]
    for group in _groups(connected_components(within, directed=False)[1].astype(np.int64)):
        if len(group) <= inputs.max_members:
            if len(group) >= inputs.min_members:
                yield parties[group]
        elif rounds:
            from sknetwork.clustering import Leiden  # few books need it, and it imports half of SciPy

            graph = sparse.csr_matrix(within[group][:, group])  # scikit-network takes no csr_array
            label = Leiden(resolution=resolution, random_state=_SEED).fit_predict(graph)
            for part in _groups(label):
                yield from _parted(weights, parties[group[part]], inputs, resolution * _FINER, rounds - 1)


def _groups(label: I64) -> list[I64]:
    """Return the positions of each label, ascending."""
    order = np.argsort(label, kind="stable")
    ends = np.flatnonzero(np.diff(label[order])) + 1
    return [part.astype(np.int64) for part in np.split(order, ends)]
