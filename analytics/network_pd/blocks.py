"""Groups of strongly tied parties that are solved exactly: where they are, and which pairs lie in them.

Messages count a loop as if its ways were independent; where the ties of a short loop are strong that
is far off. Such loops are what biconnected components of the strong ties consist of.
"""

from dataclasses import dataclass, replace

import numpy as np

from analytics.kernels.blocks import BlockArrays
from analytics.network_pd.pairs import Pairs
from graph.arrays import F64, I32, I64, Mask, starts

WEAKEST = 0.01
"""Ties that carry less, both ways, make no group. Decision 10 has the reasons."""
LARGEST = 10
SMALLEST = 3


@dataclass(frozen=True, eq=False, slots=True)
class Blocks:
    """The blocks of a book, and where its pairs lie.

    inside (q,): positions of the pairs that lie in a block; near, far (q,): places of their ends in
    `arrays.member`; outward, back (q,): places of their rates near → far and far → near in `arrays.rates`.
    loose (p,): pairs that lie in none.
    """

    arrays: BlockArrays
    inside: I64
    near: I64
    far: I64
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
    return _laid_out(pairs, *_members(block_of, above), _shared(pairs, block_of, above))


def _members(block_of: I32, above: I32) -> tuple[I64, I64, I64]:
    """Return the number of each block of three at least (-1 for others), their starts, and their members."""
    below = np.flatnonzero(block_of >= 0)
    blocks = np.unique(block_of[below])
    block = np.concatenate([block_of[below], blocks]).astype(np.int64)
    member = np.concatenate([below, above[blocks]]).astype(np.int64)
    size = np.bincount(block, minlength=len(above))
    number = np.where(size >= SMALLEST, np.cumsum(size >= SMALLEST) - 1, -1)
    kept = number[block] >= 0
    order = np.lexsort((member[kept], block[kept]))
    return number, starts(size[size >= SMALLEST]), member[kept][order]


def _shared(pairs: Pairs, block_of: I32, above: I32) -> I64:
    """Return the block that both ends of each pair are in (p,), -1 where there is none; never two."""
    near, far = block_of[pairs.near].astype(np.int64), block_of[pairs.far].astype(np.int64)
    shared = np.where((near >= 0) & (near == far), near, -1)
    for block, top in ((near, pairs.far), (far, pairs.near)):
        known = np.flatnonzero(block >= 0)
        known = known[above[block[known]] == top[known]]
        shared[known] = block[known]
    return shared


def _laid_out(pairs: Pairs, number: I64, start: I64, member: I64, shared: I64) -> Blocks:
    from analytics.kernels.ancestors import connected_sets

    sizes = np.diff(start)
    at = starts(sizes * sizes)
    owner = np.where(shared >= 0, number[shared], -1) if len(number) else shared
    inside = np.flatnonzero(owner >= 0)
    block = owner[inside]
    parties = max(1, len(pairs.rank))
    key = np.repeat(np.arange(len(sizes)), sizes) * parties + member
    near, far = (np.searchsorted(key, block * parties + ends[inside]) for ends in (pairs.near, pairs.far))
    row, column = near - start[block], far - start[block]
    outward = at[block] + row * sizes[block] + column
    back = at[block] + column * sizes[block] + row
    tied = np.zeros(int(at[-1]), np.bool_)
    tied[outward] = tied[back] = True
    arrays = BlockArrays(
        start=start,
        member=member.astype(np.int32),
        at=at,
        rates=np.zeros(len(tied)),
        ancestors=connected_sets(start, at, tied),
        factor=np.ones(len(member)),
        well=np.full(len(member), np.nan),
    )
    found = Blocks(arrays, inside, near, far, outward, back, owner < 0)
    return replace(found, arrays=with_rates(found, pairs.rates))


def with_rates(blocks: Blocks, merged: F64) -> BlockArrays:
    """Return the arrays of the blocks where the pairs have other rates (p, 2), near → far and back.

    What was solved stands where nothing changes; blocks with another rate are to be solved again.
    """
    from analytics.kernels.ancestors import weigh

    stood = blocks.arrays
    rates = stood.rates.copy()
    rates[blocks.outward], rates[blocks.back] = merged[blocks.inside, 0], merged[blocks.inside, 1]
    sizes = np.diff(stood.start)
    changed = np.zeros(len(sizes), np.bool_)
    changed[np.repeat(np.arange(len(sizes)), sizes * sizes)[rates != stood.rates]] = True
    ancestors = stood.ancestors._replace(chance=stood.ancestors.chance.copy())
    weigh(stood.start, stood.at, rates, np.flatnonzero(changed), ancestors)
    well = np.where(np.repeat(changed, sizes), np.nan, stood.well)
    return stood._replace(rates=rates, ancestors=ancestors, factor=stood.factor.copy(), well=well)


def within_blocks(blocks: Blocks, alive: F64, fallen: Mask) -> tuple[F64, F64]:
    """Return the hazard that each inside pair brings, near → far and back, and the messages of its ends.

    (q, 2) each. The hazard of a block is shared out among the ties into a party by their Shapley values;
    a message is the probability that its sender is in distress without help from any peer.
    """
    from analytics.kernels.block_shares import block_shares

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
