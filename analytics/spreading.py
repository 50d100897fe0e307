"""How a change of parties or rates spreads from where it is made, as far as it can be felt."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from analytics.kernels.blocks import BlockArrays
from analytics.kernels.rounds import Sent, send, unsent
from analytics.standing import Standing, inside_rates
from graph.arrays import F64, I32, Mask

LEAST = 1e-9
"""The smallest change of a factor that is handed on."""
_MOST_ROUNDS = 100_000
_WORTH_FOLLOWING = 3
"""Times that all ties may be sent over; beyond that everything is solved at once instead."""
_ALWAYS_FOLLOWED = 2_000_000
"""Ties that may be sent over in any book."""


class Round(NamedTuple):
    """Whom a round reaches (k,) and by how much the network PD of each rises, below 0 where it falls."""

    party: I32
    rise: F64


@dataclass(frozen=True, eq=False, slots=True)
class Spread:
    """What came of a change.

    party (k,): positions of all that moved, ascending; rise (k,): of their network PDs. rounds: who moved
    when; round 0 are those made to fail. They add up to `rise` where every change was `followed`; else
    everything was solved at once after the last of them. left_out: the sum of all changes that were too
    small to hand on; what these would have moved further on is not in it.
    """

    party: I32
    rise: F64
    rounds: tuple[Round, ...]
    left_out: float
    followed: bool


def spread(standing: Standing, *, failed: I32, merged: F64 | None = None, least: float = LEAST) -> Spread:
    """Return what changes if these parties (positions) fail and the pairs have other rates (`merged_rates`).

    Groups stay as they are: more failures and higher rates never lower anybody, fewer ties never raise
    anybody. A round is a step of all that moved before it; a group is solved as one, so what it hands around
    within itself takes one round. Costs the ties it sends over, and a copy of the factors of the book.
    """
    made = _Copy.of(standing, merged)
    down = np.unique(standing.pairs.rank[failed])
    down = down[~made.failed[down]].astype(np.int32)
    made.failed[down] = True
    rounds = [Round(down, standing.alive[down])]
    followed = True
    waiting = np.union1d(down, made.moved).astype(np.int32)
    for reached in made.rounds(waiting, least):
        if len(reached.party):
            rounds.append(reached)
        followed = len(rounds) < _MOST_ROUNDS and made.allowance > 0
        if not followed:
            break
    left_out = made.left_out() if followed else made.settled(least)
    party = np.flatnonzero(made.sent.alive != standing.alive) if not followed else made.met()
    party = np.union1d(party[~made.failed[party]], down).astype(np.int32)
    after = np.where(made.failed[party], 0.0, made.sent.alive[party])
    order = np.argsort(standing.party[party])
    return Spread(
        party=standing.party[party[order]],
        rise=(standing.alive[party] - after)[order],
        rounds=tuple(Round(standing.party[each.party], each.rise) for each in rounds),
        left_out=left_out,
        followed=followed,
    )


@dataclass(eq=False)
class _Copy:
    """A copy of what stands, in which the change spreads; parties by rank.

    moved: ends of the pairs whose rates are other ones. allowance: ties that may still be sent over.
    """

    standing: Standing
    rates: F64
    blocks: BlockArrays
    sent: Sent
    failed: Mask
    moved: I32
    allowance: int

    @classmethod
    def of(cls, standing: Standing, merged: F64 | None) -> "_Copy":
        blocks = BlockArrays(*(part.copy() for part in standing.blocks.arrays))
        rates, moved = standing.rates, np.empty(0, np.int32)
        if merged is not None:
            rates = np.ascontiguousarray(merged[standing.blocks.loose])
            inside_rates(standing.blocks, merged, blocks.rates)
            moved = _ends(standing, rates, blocks.rates)
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
            moved=moved,
            allowance=max(_ALWAYS_FOLLOWED, _WORTH_FOLLOWING * len(standing.web.way)),
        )

    def rounds(self, waiting: I32, least: float) -> Iterator[Round]:
        """Yield whom each round reaches, those that failed left out, until none of them has anything to
        send.
        """
        web, sent, number = self.standing.web, self.sent, 0
        while len(waiting):
            self.allowance -= int((web.start[waiting + 1] - web.start[waiting]).sum())
            reached, before = send(web, self.rates, self.blocks, sent, self.failed, waiting, number, least)
            alive = ~self.failed[reached]
            reached, before = reached[alive], before[alive]
            yield Round(reached, before - sent.alive[reached])
            waiting = reached[np.abs(sent.alive[reached] - sent.heard[reached]) >= least]
            number += 1

    def met(self) -> I32:
        """Return all that any round reached."""
        return np.flatnonzero(self.sent.met >= 0).astype(np.int32)

    def left_out(self) -> float:
        met = np.union1d(self.met(), self.moved).astype(np.int32)
        return float(unsent(self.standing.web, self.rates, self.blocks, self.sent, self.failed, met))

    def settled(self, least: float) -> float:
        """Solve everything at once from where it is; nothing is left out then."""
        from analytics.kernels.messages import settle

        web = self.standing.web
        state = np.concatenate([self.rates, self.sent.factor], 1)
        alive, _, _ = settle(
            web.near, web.far, state, self.blocks, self.standing.well, self.failed, least, _MOST_ROUNDS
        )
        self.sent.alive[:] = alive
        return 0.0


def _ends(standing: Standing, rates: F64, inside: F64) -> I32:
    """Return the ends of all pairs whose rates are not those that stand."""
    blocks, pairs = standing.blocks, standing.pairs
    loose = np.flatnonzero((rates != standing.rates).any(1))
    changed = inside != blocks.arrays.rates
    within = blocks.inside[changed[blocks.outward] | changed[blocks.back]]
    ends = [standing.web.near[loose], standing.web.far[loose], pairs.near[within], pairs.far[within]]
    return np.unique(np.concatenate(ends)).astype(np.int32)
