import numpy as np
from scipy.spatial.distance import pdist

from viz.layout import layout

NONE = np.empty(0, np.int64)


def edges(*pairs: tuple[int, int]) -> tuple[np.ndarray, np.ndarray]:
    return np.array([a for a, _ in pairs]), np.array([b for _, b in pairs])


def test_no_nodes_have_no_positions() -> None:
    assert layout(0, NONE, NONE).shape == (0, 2)


def test_nodes_without_edges_do_not_lie_on_each_other() -> None:
    assert pdist(layout(9, NONE, NONE)).min() > 10


def test_a_picture_of_several_parts_fits_its_frame_without_overlaps() -> None:
    random = np.random.default_rng(5)
    source, target = random.integers(0, 300, 500), random.integers(0, 300, 500)
    position = layout(400, source, target)
    assert np.isfinite(position).all()
    assert np.abs(position).max() <= 1000
    assert pdist(position).min() > 5


def test_neighbours_are_nearer_than_strangers() -> None:
    pairs = [(i, i + 1) for i in range(29)]
    position = layout(30, *edges(*pairs))
    steps = np.linalg.norm(np.diff(position, axis=0), axis=1)
    assert steps.mean() < 0.3 * pdist(position).mean()


def test_equal_graphs_give_equal_pictures() -> None:
    source, target = edges((0, 1), (1, 2), (2, 0), (3, 3), (1, 0))
    assert np.array_equal(layout(5, source, target), layout(5, source, target))
