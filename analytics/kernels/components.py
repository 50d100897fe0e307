"""Circles of a directed graph, and everything that can be reached in it."""

import numpy as np

from analytics.kernels.compiled import compiled
from graph.arrays import I32, I64


@compiled
def components(start: I64, far: I32) -> I32:
    """Return the number of the strongly connected component of each node (n,).

    Tarjan, "Depth-first search and linear graph algorithms", SIAM J. Comput. 1(2), 1972. Ways out of node i:
    `start[i]:start[i + 1]` of far (m,). A component leads to components of smaller numbers only. O(n + m).
    """
    nodes = start.shape[0] - 1
    found = np.full(nodes, -1, np.int32)
    seen, low = np.zeros(nodes, np.int64), np.zeros(nodes, np.int64)
    place = start[:-1].copy()
    waiting, way = np.empty(nodes, np.int32), np.empty(nodes, np.int32)
    count = clock = held = 0
    for root in range(nodes):
        if seen[root]:
            continue
        depth = 0
        way[0] = root
        while depth >= 0:
            node = way[depth]
            if place[node] == start[node]:
                clock += 1
                seen[node] = low[node] = clock
                waiting[held] = node
                held += 1
            deeper = False
            while place[node] < start[node + 1] and not deeper:
                other = far[place[node]]
                place[node] += 1
                if not seen[other]:
                    depth += 1
                    way[depth] = other
                    deeper = True
                elif found[other] < 0:
                    low[node] = min(low[node], seen[other])
            if deeper:
                continue
            if low[node] == seen[node]:
                while True:
                    held -= 1
                    found[waiting[held]] = count
                    if waiting[held] == node:
                        break
                count += 1
            depth -= 1
            if depth >= 0:
                low[way[depth]] = min(low[way[depth]], low[node])
    return found


@compiled
def reached(start: I64, far: I32, roots: I64) -> I32:
    """Return the nodes that some roots lead to, these first, by steps. O(n + their ways)."""
    seen = np.zeros(start.shape[0] - 1, np.bool_)
    found = np.empty(start.shape[0] - 1, np.int32)
    known = done = 0
    for root in roots:
        if not seen[root]:
            found[known], seen[root] = root, True
            known += 1
    while done < known:
        node = found[done]
        done += 1
        for way in range(start[node], start[node + 1]):
            if not seen[far[way]]:
                seen[far[way]] = True
                found[known] = far[way]
                known += 1
    return found[:known].copy()
