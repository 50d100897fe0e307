"""Sums over the chains that meet no firm twice."""

import numpy as np

from analytics.kernels.compiled import compiled
from graph.arrays import F64, I32, I64


@compiled
def chain_sums(start: I64, far: I32, weight: F64, root: int, least: float, most: int) -> tuple[F64, F64, int]:
    """Return the sum of the products of shares over all simple chains from a root to each node (n,).

    CSR (n + 1,), (m,), (m,). A chain is not followed further once its product is below `least`; the second
    result (n,) is the sum of the products of those that were cut so, by the node where they end. The third
    is how many steps were taken; above `most`, where the search ends, the sums are not whole. O(steps).
    """
    nodes = start.shape[0] - 1
    total = np.zeros(nodes)
    way, place = np.empty(nodes + 1, np.int32), np.empty(nodes + 1, np.int64)
    product = np.empty(nodes + 1)
    on_way = np.zeros(nodes, np.bool_)
    way[0], place[0], product[0], on_way[root] = root, start[root], 1.0, True
    cut = np.zeros(nodes)
    depth, steps = 0, 0
    while depth >= 0:
        node = way[depth]
        if place[depth] == start[node + 1]:
            on_way[node] = False
            depth -= 1
            continue
        stake = place[depth]
        place[depth] += 1
        other, conveyed = far[stake], product[depth] * weight[stake]
        if on_way[other] or conveyed == 0.0:
            continue
        steps += 1
        if steps > most:
            return total, cut, steps
        total[other] += conveyed
        if start[other] == start[other + 1]:
            continue
        if conveyed < least:
            cut[other] += conveyed
            continue
        depth += 1
        way[depth], place[depth], product[depth], on_way[other] = other, start[other], conveyed, True
    return total, cut, steps


@compiled
def sums_without_circles(start: I64, far: I32, weight: F64, component: I32, root: int) -> F64:
    """Return the same sums where no chain can meet a firm twice, all of them; see `components`. O(n + m)."""
    nodes = start.shape[0] - 1
    order = np.empty(nodes, np.int64)
    for node in range(nodes):
        order[nodes - 1 - component[node]] = node
    total = np.zeros(nodes)
    for node in order:
        conveyed = 1.0 if node == root else total[node]
        if conveyed > 0.0:
            for stake in range(start[node], start[node + 1]):
                total[far[stake]] += conveyed * weight[stake]
    return total
