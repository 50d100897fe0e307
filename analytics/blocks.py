"""Groups of strongly tied parties that are solved exactly: where they are, and which pairs lie in them.

Messages count a loop as if its ways were independent; where the ties of a short loop are strong that
is far off. Such loops are what biconnected components of the strong ties consist of.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from analytics.kernels.blocks import BlockArrays
from analytics.pairs import Pairs
from graph.arrays import F64, I32, I64, Mask

LADDER = tuple(percent / 100 for percent in range(10, 100, 5))
"""A group that is too large at one of these rates may fall apart at the next. Decision 10 has the reasons."""
LARGEST = 8
SMALLEST = 3


@dataclass(frozen=True, eq=False, slots=True)
class Blocks:
    """The blocks of a book, and where its pairs lie.

    inside (q,): positions of the pairs that lie in a block; outward, back (q,): places of their rates
    near → far and far → near in `arrays.rates`. loose (p,): pairs that lie in none. too_large: parties of the
    largest group that no rate of the ladder broke up, 0 where there is none.
    """

    arrays: BlockArrays
    inside: I64
    outward: I64
    back: I64
    loose: Mask
    too_large: int


def strong_blocks(pairs: Pairs, *, ladder: Sequence[float] = LADDER, largest: int = LARGEST) -> Blocks:
    """Find groups of 3 to `largest` parties on common loops of pairs that carry the first rate of the
    ladder one way at least; what is larger is looked at again at the next rate. Every pair between
    members of a group is its own, weak ones too, and is in no other. O(pairs · rates).
    """
    strength = pairs.rates.max(1) if len(pairs.rates) else np.empty(0)
    owner = np.full(len(strength), -1, np.int64)
    groups: list[I64] = []
    too_large = 0
    live = np.arange(len(strength))
    for rate in ladder:
        live = live[(strength[live] >= rate) & (owner[live] < 0)]
        again: list[I64] = []
        too_large = 0
        for members, ties in _components(pairs, live):
            if len(members) > largest:
                again.append(ties)
                too_large = max(too_large, len(members))
            elif len(members) >= SMALLEST:
                own = _between(pairs, members)
                own = own[owner[own] < 0]
                owner[own] = len(groups)
                groups.append(members)
        if not again:
            break
        live = np.sort(np.concatenate(again))
    return _laid_out(pairs, groups, owner, too_large)


def _components(pairs: Pairs, live: I64) -> Iterator[tuple[I64, I64]]:
    """Yield the members, ascending, and the pairs of each group that lies on common loops."""
    from analytics.kernels.biconnected import biconnected

    near, far = pairs.near[live].astype(np.int64), pairs.far[live].astype(np.int64)
    nodes, ends = np.unique(np.concatenate([near, far]), return_inverse=True)
    order = np.argsort(ends, kind="stable")
    start = np.zeros(len(nodes) + 1, np.int64)
    np.cumsum(np.bincount(ends, minlength=len(nodes)), out=start[1:])
    other = np.concatenate([ends[len(live) :], ends[: len(live)]])[order].astype(np.int32)
    edge = np.tile(np.arange(len(live)), 2)[order]
    component, count = biconnected(start, other, edge, len(live))
    size = np.bincount(component, minlength=count)
    by_component = np.argsort(component, kind="stable")
    first = np.cumsum(size) - size
    for each in np.flatnonzero(size >= SMALLEST):
        ties = live[by_component[first[each] : first[each] + size[each]]]
        yield np.unique(np.concatenate([pairs.near[ties], pairs.far[ties]])).astype(np.int64), ties


def _between(pairs: Pairs, members: I64) -> I64:
    """Return the positions of the pairs between these parties."""
    parties = len(pairs.rank)
    low, high = np.triu_indices(len(members), 1)
    wanted = members[high] * parties + members[low]
    at = np.minimum(np.searchsorted(pairs.keys, wanted), max(0, len(pairs.keys) - 1))
    return np.asarray(at[pairs.keys[at] == wanted], np.int64)


def _laid_out(pairs: Pairs, groups: Sequence[I64], owner: I64, too_large: int) -> Blocks:
    sizes = np.array([len(each) for each in groups], np.int64)
    start, at = _ends(sizes), _ends(sizes * sizes)
    member = np.concatenate([*groups, np.empty(0, np.int64)])
    inside = np.flatnonzero(owner >= 0)
    block = owner[inside]
    place = np.stack([_place(groups, block, ends[inside]) for ends in (pairs.near, pairs.far)], 1)
    outward = at[block] + place[:, 0] * sizes[block] + place[:, 1]
    back = at[block] + place[:, 1] * sizes[block] + place[:, 0]
    rates = np.zeros(int(at[-1]))
    rates[outward], rates[back] = pairs.rates[inside, 0], pairs.rates[inside, 1]
    arrays = BlockArrays(start, member.astype(np.int32), at, rates, np.ones(len(member)))
    return Blocks(arrays, inside, outward, back, owner < 0, too_large)


def _ends(sizes: I64) -> I64:
    return np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)


def _place(groups: Sequence[I64], block: I64, party: I32) -> I64:
    """Return which member of its block each party is."""
    both = zip(block.tolist(), party.tolist(), strict=True)
    return np.array([np.searchsorted(groups[each], one) for each, one in both], np.int64)


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
