"""Books of stakes as arrays, and slow twins of the measures: dense, by brute force, without a kernel."""

from collections.abc import Mapping, Sequence

import numpy as np

from analytics.ownership.stakes import Stakes
from graph.arrays import F64

Stake = tuple[int, int, float]
UNKNOWN = float("nan")


def stakes(rows: Sequence[tuple[int, int, float] | tuple[int, int, float, float]], parties: int) -> Stakes:
    """Return stakes of rows (owner, owned, share) or (owner, owned, low, high)."""
    whole = [(*row, row[2]) if len(row) == 3 else row for row in rows]
    owner, owned, low, high = (np.array([row[part] for row in whole]) for part in range(4))
    return Stakes.between(
        owner.astype(np.int32),
        owned.astype(np.int32),
        low.astype(np.float64),
        high.astype(np.float64),
        parties=parties,
    )


def random_rows(rng: np.random.Generator, parties: int, ties: int, *, told: float = 0.9) -> list[Stake]:
    """Return stakes between random firms; the owners of a firm hold `told` of it together at most."""
    pairs = {(int(a), int(b)) for a, b in rng.integers(0, parties, (ties, 2)) if a != b}
    weight = {pair: float(rng.random()) + 0.05 for pair in sorted(pairs)}
    whole: dict[int, float] = {}
    for (_, owned), each in weight.items():
        whole[owned] = whole.get(owned, 0.0) + each
    scale = {owned: told * float(rng.uniform(0.5, 1.0)) / sum_ for owned, sum_ in whole.items()}
    return [(a, b, each * scale[b]) for (a, b), each in weight.items()]


def matrix(rows: Sequence[Stake], parties: int) -> F64:
    found = np.zeros((parties, parties))
    for owner, owned, share in rows:
        found[owner, owned] += share
    return found


def dense_integrated(direct: F64) -> F64:
    """Return (I - A)^-1 A."""
    return np.asarray(np.linalg.solve(np.eye(len(direct)) - direct, direct))


def slow_control(direct: F64, majority: float = 0.5) -> Mapping[tuple[int, int], float]:
    """Return (controller, controlled) -> joint share, by asking again until nothing changes."""
    found: dict[tuple[int, int], float] = {}
    for root in range(len(direct)):
        inside: set[int] = set()
        while True:
            joint = direct[[root, *sorted(inside - {root})]].sum(0)
            more = {each for each in range(len(direct)) if joint[each] > majority + 1e-9 and each != root}
            if more == inside:
                break
            inside = more
        found |= {(root, each): float(joint[each]) for each in inside}
    return found


def slow_chains(direct: F64) -> F64:
    """Return the sums of the products over all chains that meet nobody twice, (n, n)."""
    found = np.zeros_like(direct)

    def walk(root: int, way: tuple[int, ...], product: float) -> None:
        for other in np.flatnonzero(direct[way[-1]]).tolist():
            if other not in way:
                found[root, other] += product * direct[way[-1], other]
                walk(root, (*way, other), product * direct[way[-1], other])

    for root in range(len(direct)):
        walk(root, (root,), 1.0)
    return found
