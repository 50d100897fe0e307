"""Groups of parties on common short loops, the strongest ties first.

The blocks of a graph (its biconnected components) and the parties that they share form a forest; a new tie
between two parties of one tree makes one block of all that lie on the way between them. Westbrook, Tarjan,
"Maintaining bridge-connected and biconnected components on-line", Algorithmica 7, 1992. Here a tie that would
make a block of more than `largest` parties is left out, so no way that is looked at is longer than that.
"""

import numpy as np

from analytics.kernels.compiled import compiled
from graph.arrays import I32


@compiled
def group(near: I32, far: I32, parties: int, largest: int) -> tuple[I32, I32]:
    """Return the block above each party (n,), -1 at a root, and the party above each block (b,).

    Ties in the order in which they are added, no loops, none twice. Members of a block are the parties
    below it and the one above. A block of two is a tie on no loop. O(ties · `largest`² + n log n).
    """
    block_of = np.full(parties, -1, np.int32)
    tree = np.arange(parties).astype(np.int32)  # who stands for the tree of a party
    weight = np.ones(parties, np.int32)
    most = near.shape[0]
    above = np.full(most, -1, np.int32)
    merged = np.arange(most).astype(np.int32)  # what block a block has become part of
    size = np.full(most, 2, np.int32)
    blocks = 0
    ways = np.empty((2, largest), np.int32)
    tops = np.empty((2, largest), np.int32)
    for tie in range(most):
        u, v = near[tie], far[tie]
        root_u, root_v = _stands_for(tree, u), _stands_for(tree, v)
        if root_u != root_v:
            if weight[root_u] > weight[root_v]:
                u, v, root_u, root_v = v, u, root_v, root_u
            _turn(u, block_of, above, merged)
            block_of[u] = blocks
            above[blocks] = v
            blocks += 1
            tree[root_u] = root_v
            weight[root_v] += weight[root_u]
            continue
        climbed_u = _climb(u, block_of, above, merged, ways[0], tops[0])
        climbed_v = _climb(v, block_of, above, merged, ways[1], tops[1])
        up_u, up_v = _meeting(u, v, ways, tops, climbed_u, climbed_v)
        if up_u < 0:
            continue
        whole = 1
        for side in range(2):
            for step in range(up_u if side == 0 else up_v):
                whole += size[ways[side, step]] - 1
        shared = up_u > 0 and up_v > 0 and ways[0, up_u - 1] == ways[1, up_v - 1]
        if shared:
            whole -= size[ways[0, up_u - 1]] - 1
        if whole > largest:
            continue
        top = ways[0, up_u - 1] if up_u > 0 else ways[1, up_v - 1]
        for side in range(2):
            for step in range(up_u if side == 0 else up_v):
                merged[ways[side, step]] = top
        merged[top] = top
        size[top] = whole
    for party in range(parties):
        if block_of[party] >= 0:
            block_of[party] = _stands_for(merged, block_of[party])
    return block_of, above[:blocks]


@compiled
def _stands_for(parent: I32, each: int) -> int:
    while parent[each] != each:
        parent[each] = parent[parent[each]]
        each = parent[each]
    return each


@compiled
def _turn(party: int, block_of: I32, above: I32, merged: I32) -> None:
    """Make a party the root of its tree."""
    below = -1
    while party >= 0:
        block = block_of[party]
        block_of[party] = below
        if block < 0:
            return
        block = _stands_for(merged, block)
        next_up = above[block]
        above[block] = party
        party, below = next_up, block


@compiled
def _climb(party: int, block_of: I32, above: I32, merged: I32, way: I32, tops: I32) -> int:
    """Write the blocks above a party and the party above each, as far as there is room; return how many."""
    count = 0
    below = int(block_of[party])
    while count < way.shape[0] and below >= 0:
        block = _stands_for(merged, below)
        way[count] = block
        tops[count] = above[block]
        below = int(block_of[above[block]])
        count += 1
    return count


@compiled
def _meeting(u: int, v: int, ways: I32, tops: I32, climbed_u: int, climbed_v: int) -> tuple[int, int]:
    """Return how many blocks above each of two parties make up the way between them, -1 where it is long."""
    for total in range(1, climbed_u + climbed_v + 1):
        for up_u in range(max(0, total - climbed_v), min(total, climbed_u) + 1):
            up_v = total - up_u
            if up_u > 0 and up_v > 0 and ways[0, up_u - 1] == ways[1, up_v - 1]:
                return up_u, up_v
            at_u = u if up_u == 0 else tops[0, up_u - 1]
            at_v = v if up_v == 0 else tops[1, up_v - 1]
            if at_u == at_v:
                return up_u, up_v
    return -1, -1
