"""Biconnected components of an undirected graph: which ties lie on a common loop.

Hopcroft, Tarjan, "Algorithm 447: efficient algorithms for graph manipulation", Communications of the ACM
16(6), 1973; here without recursion.
"""

import numpy as np

from analytics.kernels.compiled import compiled
from graph.arrays import I32, I64


@compiled
def biconnected(start: I64, neighbour: I32, edge: I64, edges: int) -> tuple[I32, int]:
    """Return the component of each edge (m,) and how many there are; a tie on no loop is one by itself.

    CSR of n nodes, each edge at both of its ends: start (n + 1,); neighbour, edge (2m,). No parallel
    edges, no loops. O(n + m).
    """
    nodes = start.shape[0] - 1
    component = np.full(edges, -1, np.int32)
    found = 0
    seen = np.zeros(nodes, np.int64)  # when a node was reached, from 1
    low = np.zeros(nodes, np.int64)  # the earliest node that it leads back to
    at = start[:-1].copy()
    path = np.empty(nodes, np.int64)
    over = np.empty(nodes, np.int64)  # the edge by which a node of the path was reached
    waiting = np.empty(edges, np.int64)  # edges of components that are not complete
    mark = np.empty(nodes, np.int64)  # how many waited when a node of the path was reached
    clock = 0
    for root in range(nodes):
        if seen[root]:
            continue
        clock += 1
        seen[root] = low[root] = clock
        depth, held = 0, 0
        path[0], over[0], mark[0] = root, -1, 0
        while depth >= 0:
            node = path[depth]
            if at[node] < start[node + 1]:
                entry = at[node]
                at[node] += 1
                other = neighbour[entry]
                if edge[entry] == over[depth]:
                    continue
                if not seen[other]:
                    mark[depth + 1] = held
                    waiting[held] = edge[entry]
                    held += 1
                    clock += 1
                    seen[other] = low[other] = clock
                    depth += 1
                    path[depth], over[depth] = other, edge[entry]
                elif seen[other] < seen[node]:
                    waiting[held] = edge[entry]
                    held += 1
                    low[node] = min(low[node], seen[other])
                continue
            depth -= 1
            if depth < 0:
                break
            above = path[depth]
            low[above] = min(low[above], low[node])
            if low[node] >= seen[above]:
                while held > mark[depth + 1]:
                    held -= 1
                    component[waiting[held]] = found
                found += 1
    return component, found
