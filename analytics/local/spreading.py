"""How a change of parties or rates spreads from where it is made, as far as it can be felt."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from analytics.kernels.blocks import BlockArrays
from analytics.kernels.rounds import Sent, send, unsent
from analytics.local.standing import Standing
from analytics.network_pd.blocks import with_rates
from analytics.network_pd.settled import TOLERANCE
from graph.arrays import F64, I32, Mask

LEAST = 1e-9
"""The change of a factor that is still handed on, and at which everything counts as solved."""
_LARGE, _LEAST_IN_LARGE, _SOLVED_IN_LARGE = 200_000, 1e-7, 1e-8
"""Ways of a book from which on these two are larger."""
_FOLLOWED, _SHARE_FOLLOWED = 100_000, 0.15
"""Ways that a change may be sent over, or the share of all, before solving everything at once is quicker."""
_TOLERATED = 5e-3
"""Share of a change that may be left out; where it is more, everything is solved at once."""
_UNFELT = 1e-6
"""Sum of changes that may be left out in any case."""
_MOST_SWEEPS = 100_000


class Round(NamedTuple):
    """Whom a round reaches (k,) and by how much the network PD of each rises, below 0 where it falls."""

    party: I32
    rise: F64


@dataclass(frozen=True, eq=False, slots=True)
class Spread:
    """What came of a change.

    party (k,): positions of all that moved, ascending; rise (k,): of their network PDs. rounds: who moved
    when; round 0 are those made to fail; together they make up `rise`. Where not all was `followed` the last
    of them is what came of solving everything at once. left_out: the sum of all changes too small to hand on,
    where they would first arrive; what these would have moved further on is not in it.
    """

    party: I32
    rise: F64
    rounds: tuple[Round, ...]
    left_out: float
    followed: bool


def spread(
    standing: Standing, *, failed: I32, merged: F64 | None = None, least: float | None = None
) -> Spread:
    """Return what changes if these parties (positions) fail and the pairs have other rates (`merged_rates`).

    Groups stay as they are: more failures and higher rates never lower anybody, fewer ties never raise
    anybody. A round is a step of all that moved before it; a group is solved as one, so what it hands around
    within itself takes one round. Changes of factors below `least` are not handed on (1e-9, in large books
    1e-7). Costs the ties it sends over and a copy of the book's factors, at most what a few sweeps over all
    ties do.
    """
    made = _Copy.of(standing, merged)
    down = np.unique(standing.pairs.rank[failed])
    down = down[~made.failed[down]].astype(np.int32)
    made.failed[down] = True
    rounds = [Round(down, standing.alive[down])]
    large = len(standing.web.way) > _LARGE
    rounds += made.rounds(down, least or (_LEAST_IN_LARGE if large else LEAST))
    left_out = made.left_out() if made.allowance >= 0 else np.inf
    followed = left_out <= max(_UNFELT, _TOLERATED * made.moved())
    if not followed:
        rounds.append(made.settled(_SOLVED_IN_LARGE if large else LEAST))
        left_out = 0.0
    rise = made.risen()
    rise[down] = standing.alive[down]
    rise = rise[standing.pairs.rank]
    party = _moved(rise)
    return Spread(
        party=party,
        rise=rise[party],
        rounds=tuple(Round(standing.party[each.party], each.rise) for each in rounds),
        left_out=left_out,
        followed=followed,
    )


@dataclass(eq=False)
class _Copy:
    """A copy of what stands, in which the change spreads; parties by rank.

    changed: ends of the pairs whose rates are other ones. allowance: ways that may still be sent over, below
    0 where a change was not followed to its end.
    """

    standing: Standing
    rates: F64
    blocks: BlockArrays
    sent: Sent
    failed: Mask
    changed: I32
    allowance: int

    @classmethod
    def of(cls, standing: Standing, merged: F64 | None) -> "_Copy":
        stood = standing.blocks.arrays
        if merged is None:
            blocks = stood._replace(factor=stood.factor.copy(), well=stood.well.copy())
            rates, changed = standing.rates, np.empty(0, np.int32)
        else:
            blocks = with_rates(standing.blocks, merged)
            rates = np.ascontiguousarray(merged[standing.blocks.loose])
            changed = _ends(standing, rates, blocks.rates)
        parties = len(standing.alive)
        return cls(
            standing=standing,
            rates=rates,
            blocks=blocks,
            sent=Sent(
                factor=standing.factor.copy(),
                alive=standing.alive.copy(),
                heard=standing.alive.copy(),
                met=np.full(parties, -1, np.int64),
                seen=np.full(len(blocks.start) - 1, -1, np.int64),
            ),
            failed=standing.failed.copy(),
            changed=changed,
            allowance=max(_FOLLOWED, int(_SHARE_FOLLOWED * len(standing.web.way))),
        )

    def rounds(self, down: I32, least: float) -> Iterator[Round]:
        """Yield whom each round reaches, those that failed left out, until nobody has anything to send.

        Ends early where the allowance is spent.
        """
        web, sent, number = self.standing.web, self.sent, 0
        waiting = np.union1d(down, self.changed).astype(np.int32)
        while len(waiting):
            self.allowance -= int((web.start[waiting + 1] - web.start[waiting]).sum())
            if self.allowance < 0:
                return
            reached, before = send(web, self.rates, self.blocks, sent, self.failed, waiting, number, least)
            alive = ~self.failed[reached]
            reached, before = reached[alive], before[alive]
            if len(reached):
                yield Round(reached, before - sent.alive[reached])
            waiting = reached[np.abs(sent.alive[reached] - sent.heard[reached]) >= least]
            number += 1

    def risen(self) -> F64:
        """Return by how much the network PD of each party rose, 0 for those that failed (n,)."""
        rise = self.standing.alive - self.sent.alive
        rise[self.failed] = 0.0
        return rise

    def moved(self) -> float:
        """Return the sum of all changes, those of parties that failed left out."""
        return float(np.abs(self.risen()).sum())

    def left_out(self) -> float:
        """Return the sum of what was not sent."""
        met = np.union1d(np.flatnonzero(self.sent.met >= 0), self.changed).astype(np.int32)
        return float(unsent(self.standing.web, self.rates, self.blocks, self.sent, self.failed, met))

    def settled(self, least: float) -> Round:
        """Solve everything at once from where it is, and return what moved by that."""
        from analytics.kernels.messages import settle

        web, before = self.standing.web, self.risen()
        state = np.concatenate([self.rates, self.sent.factor], 1)
        alive, _, _ = settle(
            web.near, web.far, state, self.blocks, self.standing.well, self.failed, least, _MOST_SWEEPS
        )
        self.sent.alive[:] = alive
        rise = self.risen() - before
        party = _moved(rise)
        return Round(party, rise[party])


def _moved(rise: F64) -> I32:
    """Return who moved by more than what stands is exact to."""
    return np.flatnonzero(np.abs(rise) > TOLERANCE).astype(np.int32)


def _ends(standing: Standing, rates: F64, inside: F64) -> I32:
    """Return the ends of all pairs whose rates are not those that stand."""
    blocks, pairs = standing.blocks, standing.pairs
    loose = np.flatnonzero((rates != standing.rates).any(1))
    changed = inside != blocks.arrays.rates
    within = blocks.inside[changed[blocks.outward] | changed[blocks.back]]
    ends = [standing.web.near[loose], standing.web.far[loose], pairs.near[within], pairs.far[within]]
    return np.unique(np.concatenate(ends)).astype(np.int32)
