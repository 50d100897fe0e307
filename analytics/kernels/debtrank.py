"""Who loses how much money when parties fail, in rounds over what creditors have at stake with debtors.

Linear (differential) DebtRank: Bardoscia, Battiston, Caccioli, Caldarelli, "DebtRank: A microscopic
foundation for shock propagation", PLoS ONE 10(6), 2015. With h the lost part of an equity E,

    h_i(t+1) = min(1, h_i(t) + Σ_j Λ_ij (h_j(t) - h_j(t-1)))     Λ_ij = loss_ij / E_i     h(0) = shock

and in money: what reached i is Σ_j loss_ij h_j. Only parties that something reached are looked at,
round by round.
"""

from typing import NamedTuple

import numpy as np

from analytics.kernels.compiled import compiled
from graph.arrays import F64, I32, I64, Mask


class LossArrays(NamedTuple):
    """What creditors lose when a debtor fails: those of j are `start[j]:start[j + 1]` of creditor (m,).

    part (m,): Λ, 0 for creditors who hand nothing on; loss (m,): in money; equity (n,), inf unknown.
    """

    start: I64
    creditor: I32
    part: F64
    loss: F64
    equity: F64


class Purse(NamedTuple):
    """What one cascade works with, clean in between; lost (n,) in [0, 1], money (n,) that reached each.

    sent (n,): what of `lost` was handed on; known, waits (n,): who is in a list. Lists, their lengths in
    `sizes`: touched parties, and who waits to hand on. sending, amount: of one round.
    """

    lost: F64
    money: F64
    sent: F64
    known: Mask
    waits: Mask
    touched: I32
    queue: I32
    sending: I32
    amount: F64
    sizes: I64


_TOUCHED, _WAITING = 0, 1


@compiled
def purse(net: LossArrays) -> Purse:
    """Return a clean workspace for cascades on these stakes; O(n) memory."""
    parties = net.equity.shape[0]
    return Purse(
        np.zeros(parties),
        np.zeros(parties),
        np.zeros(parties),
        np.zeros(parties, np.bool_),
        np.zeros(parties, np.bool_),
        np.empty(parties, np.int32),
        np.empty(parties, np.int32),
        np.empty(parties, np.int32),
        np.empty(parties),
        np.zeros(2, np.int64),
    )


@compiled
def linear_debtrank(net: LossArrays, ws: Purse, shocked: I32, lost: F64, tol: float, max_rounds: int) -> int:
    """Spread losses until no part of an equity grows by more than `tol`; they stand in `ws` (clean before).

    shocked (s,): parties, each once; lost (s,) in [0, 1]: the part of their equity that is gone at first.
    Returns the rounds, -1 when `max_rounds` ended them. O(ties of parties that something reached · rounds).
    """
    for place in range(shocked.shape[0]):
        if lost[place] > 0.0:
            _touch(ws, shocked[place])
            ws.lost[shocked[place]] = lost[place]
            _wait(ws, shocked[place])
    rounds = 0
    while True:
        sending = _take(ws, tol)
        if sending == 0:
            return rounds
        if rounds == max_rounds:
            return -1
        for place in range(sending):
            debtor = ws.sending[place]
            for tie in range(net.start[debtor], net.start[debtor + 1]):
                creditor = net.creditor[tie]
                _touch(ws, creditor)
                ws.money[creditor] += net.loss[tie] * ws.amount[place]
                if ws.lost[creditor] < 1.0 and net.part[tie] > 0.0:
                    ws.lost[creditor] = min(1.0, ws.lost[creditor] + net.part[tie] * ws.amount[place])
                    _wait(ws, creditor)
        rounds += 1


@compiled
def money_lost(net: LossArrays, parties: I32, tol: float, max_rounds: int) -> tuple[F64, I64]:
    """Let each of `parties` (s,) fail alone; return what all others lose, and the rounds, both (s,)."""
    ws = purse(net)
    found, rounds = np.zeros(parties.shape[0]), np.empty(parties.shape[0], np.int64)
    everything = np.ones(1)
    for place in range(parties.shape[0]):
        shocked = parties[place : place + 1]
        rounds[place] = linear_debtrank(net, ws, shocked, everything, tol, max_rounds)
        for at in range(ws.sizes[_TOUCHED]):
            if ws.touched[at] != parties[place]:
                found[place] += money_of(net, ws, ws.touched[at])
        empty(ws)
    return found, rounds


@compiled
def money_of(net: LossArrays, ws: Purse, party: int) -> float:
    """Return what a party lost of what it has: no more than its equity."""
    return float(min(net.equity[party], ws.money[party]))


@compiled
def empty(ws: Purse) -> None:
    """Make a workspace clean after a cascade; O(parties that it reached)."""
    for place in range(ws.sizes[_TOUCHED]):
        party = ws.touched[place]
        ws.lost[party] = ws.money[party] = ws.sent[party] = 0.0
        ws.known[party] = ws.waits[party] = False
    ws.sizes[:] = 0


@compiled
def _touch(ws: Purse, party: int) -> None:
    if not ws.known[party]:
        ws.known[party] = True
        ws.touched[ws.sizes[_TOUCHED]] = party
        ws.sizes[_TOUCHED] += 1


@compiled
def _wait(ws: Purse, party: int) -> None:
    if not ws.waits[party]:
        ws.waits[party] = True
        ws.queue[ws.sizes[_WAITING]] = party
        ws.sizes[_WAITING] += 1


@compiled
def _take(ws: Purse, tol: float) -> int:
    """Take from the queue who hands on in this round; who lost little waits for more. Return how many."""
    taken, kept = 0, 0
    for place in range(ws.sizes[_WAITING]):
        party = ws.queue[place]
        rise = ws.lost[party] - ws.sent[party]
        if rise > tol:
            ws.waits[party] = False
            ws.sent[party] = ws.lost[party]
            ws.sending[taken] = party
            ws.amount[taken] = rise
            taken += 1
        else:
            ws.queue[kept] = party
            kept += 1
    ws.sizes[_WAITING] = kept
    return taken
