"""Positions for a picture: each connected part laid out by itself, then packed; equal input, equal picture.

ForceAtlas2: Jacomy, Venturini, Heymann, Bastian, PLoS ONE 9(6), 2014, from a spectral start
(Koren, COCOON 2003), overlaps pushed apart.
"""

import crategraph_forceatlas2
import numpy as np
import numpy.typing as npt
from scipy.sparse import coo_matrix, csgraph
from scipy.spatial import cKDTree

F64 = npt.NDArray[np.float64]
I64 = npt.NDArray[np.int64]

_GAP = 40.0
_SPECTRAL_AT_MOST = 600


def layout(nodes: int, source: I64, target: I64) -> F64:
    """Return (nodes, 2) positions within [-1000, 1000] for undirected edges (m,), (m,).

    Parallel edges and self-loops are fine; parts without edges are packed like any other.
    """
    if nodes == 0:
        return np.zeros((0, 2))
    keep = source != target
    pairs = np.unique(np.sort(np.column_stack([source[keep], target[keep]]), axis=1), axis=0)
    parts, part_of = csgraph.connected_components(_adjacency(nodes, pairs), directed=False)
    members = np.split(
        np.argsort(part_of, kind="stable"), np.cumsum(np.bincount(part_of, minlength=parts))[:-1]
    )
    position = np.zeros((nodes, 2))
    boxes = []
    local = np.empty(nodes, np.int64)
    for part, mine in enumerate(members):
        local[mine] = np.arange(len(mine))
        inside = local[pairs[part_of[pairs[:, 0]] == part]] if len(pairs) else pairs
        position[mine] = _part(len(mine), inside)
        boxes.append(np.ptp(position[mine], axis=0) + _GAP)
    for mine, corner in zip(members, _shelves(np.array(boxes)), strict=True):
        position[mine] += corner - position[mine].min(axis=0)
    return _fit(position)


def _adjacency(nodes: int, pairs: I64) -> coo_matrix:
    return coo_matrix((np.ones(len(pairs)), (pairs[:, 0], pairs[:, 1])), shape=(nodes, nodes))


def _part(size: int, pairs: I64) -> F64:
    """Lay out one connected part in units where a node needs about `_GAP` of room."""
    if size == 1:
        return np.zeros((1, 2))
    radius = _GAP * np.sqrt(size)
    start = _spectral(size, pairs) if 3 <= size <= _SPECTRAL_AT_MOST else _circle(size)
    forced = crategraph_forceatlas2.layout(
        size,
        pairs.tolist(),
        init=start * radius,
        iterations=300 if size < 500 else 150,
        threads=1,
        **crategraph_forceatlas2.infer_settings(size),
    )
    spread = float(np.sqrt(np.square(forced - forced.mean(axis=0)).sum(axis=1).mean())) or 1.0
    return _pushed_apart((forced - forced.mean(axis=0)) * (radius / spread))


def _circle(size: int) -> F64:
    angle = 2 * np.pi * np.arange(size) / size
    return np.column_stack([np.cos(angle), np.sin(angle)])


def _spectral(size: int, pairs: I64) -> F64:
    adjacency = _adjacency(size, pairs).toarray()
    laplacian: F64 = np.asarray(csgraph.laplacian(adjacency + adjacency.T, normed=True), np.float64)
    axes: F64 = np.linalg.eigh(laplacian).eigenvectors[:, 1:3]
    signs = np.sign(axes[np.argmax(np.abs(axes), axis=0), [0, 1]])
    start: F64 = axes * signs * np.sqrt(size) + 0.05 * _circle(size)
    return start


def _pushed_apart(position: F64, rounds: int = 30) -> F64:
    """Move nodes that are nearer than `_GAP` away from each other, a little each round."""
    moved = position.copy()
    for _ in range(rounds):
        near = cKDTree(moved).query_pairs(_GAP, output_type="ndarray")
        if not len(near):
            break
        way = moved[near[:, 0]] - moved[near[:, 1]]
        distance = np.maximum(np.linalg.norm(way, axis=1, keepdims=True), 1e-3)
        push = way / distance * (_GAP - distance) / 3
        np.add.at(moved, near[:, 0], push)
        np.add.at(moved, near[:, 1], -push)
    return moved


def _shelves(boxes: F64) -> F64:
    """Return the lower left corner of each (width, height) box, tallest first in rows of equal width."""
    width = max(float(np.sqrt((boxes[:, 0] * boxes[:, 1]).sum()) * 1.3), float(boxes[:, 0].max()))
    corner = np.zeros_like(boxes)
    x = y = row = 0.0
    for box in np.argsort(-boxes[:, 1], kind="stable"):
        if x > 0 and x + boxes[box, 0] > width:
            x, y, row = 0.0, y + row, 0.0
        corner[box] = x, y
        x += boxes[box, 0]
        row = max(row, float(boxes[box, 1]))
    return corner


def _fit(position: F64) -> F64:
    middle = (position.max(axis=0) + position.min(axis=0)) / 2
    reach = max(float(np.abs(position - middle).max()), 1.0)
    fitted: F64 = np.round((position - middle) * min(1000.0 / reach, 2.0), 2)
    return fitted
