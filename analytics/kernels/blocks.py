"""Small groups of strongly tied parties, solved exactly: which of them distress from outside takes down."""

from typing import NamedTuple

import numpy as np

from analytics.kernels.ancestors import Ancestors, factors
from analytics.kernels.compiled import compiled
from graph.arrays import F64, I32, I64, Mask


class BlockArrays(NamedTuple):
    """b blocks with q members in all: those of block c are `start[c]:start[c + 1]`.

    member (q,): parties. rates: matrices a_ij one after the other, n² of block c from `at[c]` on;
    at (b + 1,). ancestors: what follows from the rates alone. factor (q,): γ of each member, the probability
    that no peer's distress reaches it. well (q,): the s that it was computed from, NaN at first.
    """

    start: I64
    member: I32
    at: I64
    rates: F64
    ancestors: Ancestors
    factor: F64
    well: F64


@compiled
def well_outside(blocks: BlockArrays, block: int, alive: F64, failed: Mask) -> F64:
    """Return s of the members of a block: that they do not fall but by their peers (n,)."""
    first, size = blocks.start[block], blocks.start[block + 1] - blocks.start[block]
    well = np.empty(size)
    for k in range(size):
        party = blocks.member[first + k]
        outside = alive[party] / blocks.factor[first + k]
        well[k] = 0.0 if failed[party] else min(1.0, outside)
    return well


@compiled
def sweep_blocks(blocks: BlockArrays, alive: F64, failed: Mask, slack: float) -> float:
    """Update the factors of every block once, in place; return the largest change. See `messages.sweep`.

    A block whose members' s have moved by less than `slack` together since it was computed is left as it is:
    γ of a member moves by no more than the s of its peers do together.
    """
    change = 0.0
    for block in range(blocks.start.shape[0] - 1):
        first, last = blocks.start[block], blocks.start[block + 1]
        well = well_outside(blocks, block, alive, failed)
        moved = 0.0
        for k in range(last - first):
            moved += abs(well[k] - blocks.well[first + k])
        if moved < slack:  # not so for NaN, the first time
            continue
        fresh = np.empty(last - first)
        factors(blocks.ancestors, block, well, fresh)
        for k in range(last - first):
            party, former = blocks.member[first + k], blocks.factor[first + k]
            blocks.well[first + k] = well[k]
            if not failed[party]:
                change = max(change, abs(former - fresh[k]))
                alive[party] *= fresh[k] / former
                blocks.factor[first + k] = fresh[k]
    return change
