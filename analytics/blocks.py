"""Groups of strongly tied parties that are solved exactly: where they are, and which pairs lie in them.

Messages count a loop as if its ways were independent; where the ties of a short loop are strong that
is far off. Such loops are what biconnected components of the strong ties consist of.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from analytics.kernels.blocks import BlockArrays
from analytics.pairs import Pairs
from graph.arrays import F64, I32, I64, Mask, starts

WEAKEST = 0.1
"""Ties that carry less, both ways, make no group. Decision 10 has the reasons."""
LARGEST = 8
SMALLEST = 3


@dataclass(frozen=True, eq=False, slots=True)
class Blocks:
    """The blocks of a book, and where its pairs lie.

    inside (q,): positions of the pairs that lie in a block; outward, back (q,): places of their rates
    near → far and far → near in `arrays.rates`. loose (p,): pairs that lie in none.
    """

    arrays: BlockArrays
    inside: I64
    outward: I64
    back: I64
    loose: Mask


def strong_blocks(pairs: Pairs, *, weakest: float = WEAKEST, largest: int = LARGEST) -> Blocks:
    """Find groups of 3 to `largest` parties on common loops of pairs that carry `weakest` one way at least.

    The strongest pairs come first; one that would make a group too large is left to messages. Every pair
    between members of a group is its own, weak ones too, and is in no other. O(pairs · log pairs).
    """
    from analytics.kernels.groups import group

    strength = pairs.rates.max(1) if len(pairs.rates) else np.empty(0)
    live = np.flatnonzero(strength >= weakest)
    live = live[np.lexsort((pairs.rates[live].min(1), strength[live]))[::-1]]
    block_of, above = group(pairs.near[live], pairs.far[live], len(pairs.rank), largest)
    groups = _groups(block_of, above)
    owner = np.full(len(strength), -1, np.int64)
    for number, members in enumerate(groups):
        owner[_between(pairs, members)] = number
    return _laid_out(pairs, groups, owner)


def _groups(block_of: I32, above: I32) -> Sequence[I64]:
    """Return the members of each block of three at least, ascending."""
    below = np.flatnonzero(block_of >= 0)
    blocks = np.unique(block_of[below])
    block = np.concatenate([block_of[below], blocks])
    member = np.concatenate([below, above[blocks]]).astype(np.int64)
    order = np.lexsort((member, block))
    cuts = np.flatnonzero(np.diff(block[order])) + 1
    return [each for each in np.split(member[order], cuts) if len(each) >= SMALLEST]


def _between(pairs: Pairs, members: I64) -> I64:
    """Return the positions of the pairs between these parties."""
    parties = len(pairs.rank)
    low, high = np.triu_indices(len(members), 1)
    wanted = members[high] * parties + members[low]
    at = np.minimum(np.searchsorted(pairs.keys, wanted), max(0, len(pairs.keys) - 1))
    return np.asarray(at[pairs.keys[at] == wanted], np.int64)


def _laid_out(pairs: Pairs, groups: Sequence[I64], owner: I64) -> Blocks:
    sizes = np.array([len(each) for each in groups], np.int64)
    start, at = starts(sizes), starts(sizes * sizes)
    member = np.concatenate([*groups, np.empty(0, np.int64)])
    inside = np.flatnonzero(owner >= 0)
    block = owner[inside]
    key = np.repeat(np.arange(len(groups)), sizes) * len(pairs.rank) + member
    near, far = (
        np.searchsorted(key, block * len(pairs.rank) + ends[inside]) - start[block]
        for ends in (pairs.near, pairs.far)
    )
    outward = at[block] + near * sizes[block] + far
    back = at[block] + far * sizes[block] + near
    rates = np.zeros(int(at[-1]))
    rates[outward], rates[back] = pairs.rates[inside, 0], pairs.rates[inside, 1]
    arrays = BlockArrays(start, member.astype(np.int32), at, rates, np.ones(len(member)))
    return Blocks(arrays, inside, outward, back, owner < 0)


def within_blocks(blocks: Blocks, alive: F64, fallen: Mask) -> tuple[F64, F64]:
    """Return the hazard that each inside pair brings, near → far and back, and the messages of its ends.

    (q, 2) each. The hazard of a block is shared out among the ties into a party by their Shapley values;
    a message is the probability that its sender is in distress without help from any peer.
    """
    from analytics.kernels.blocks import block_shares

    arrays = blocks.arrays
    hazard = block_shares(arrays, alive, fallen)
    message = 1.0 - alive[arrays.member] / arrays.factor
    sizes = np.diff(arrays.start)
    sender = np.repeat(np.arange(len(arrays.member)), np.repeat(sizes, sizes))
    ways = blocks.outward, blocks.back
    return (
        np.stack([hazard[each] for each in ways], 1),
        np.stack([message[sender[each]] for each in ways], 1),
    )
