"""What stops, up and down the supply chains, when firms lose part of their production.

Diem, Borsos, Reisch, Kertész, Thurner, "Quantifying firm-level economic systemic risk from nation-wide supply
networks", Sci. Rep. 12:7719, 2022. In terms of what is lost, ℓ = 1 - h, of each firm i:

    ℓd_i = max(shock_i, Σ_j Λ_ji c_j over its suppliers j of an essential input, the largest of these,
                        Σ_j Λ_ji c_j over its suppliers j of all other inputs)
    c_j  = σ_j ℓd_j     σ_j = min(1, s_j / Σ_l s_l (1 - ℓd_l) over the market of j), 1 where nothing is left
    ℓu_i = max(shock_i, Σ_j U_ij ℓu_j over its buyers j)
    ESRI = Σ_i w_i max(ℓd_i, ℓu_i)

Steps are synchronous, and only firms that something reached are looked at: a firm hands on what it lost since
it last did. Everything only grows, so a step more never takes a loss back. Two rules end the steps:

    exact    when no loss grew by more than `eps`; the paper takes 1e-2
    bounded  when what waits to be handed on can raise ESRI by `tol` at most; what weighs little waits longer.
             Half of that is counted in, so ESRI is off by half of it at most, either way

What waiting losses can do: up the chain at most what v = w + Uᵀv says, as max(shock, ·) makes no difference
larger; down the chain the same with Λ and the σ of the beginning. That is an estimate, as σ grows with the
cascade, though of several inputs only the scarcest counts. How far it falls short is seen on the way: where
late steps took D from firms while what waits fell by F, it counts D / F times, and nearly twice that, as a
loop through a market may close ever more slowly; and once a market has become thin, the most that waited in
late steps counts, as a loop takes several. In 5,700 books of up to eight firms in three markets somebody was
off by more than said in five, by 3.5 times at most.
"""

import numpy as np

from analytics.kernels.chains import (
    DOWN,
    MARKETS,
    NOBODY,
    UP,
    Chains,
    Reach,
    Workspace,
    clear,
    scarcity,
    wait,
    weighed,
    workspace,
)
from analytics.kernels.compiled import compiled
from graph.arrays import F64, I32, I64

_PART = 0.9
"""Firms wait that can do less than this part of the mean for each tie: what they lost adds up meanwhile.

Below 1, or there may be nobody who does more.
"""
_REMEMBERED, _MOST_TIMES = (0.5, 0.9), 1_000.0
"""How much of what former steps showed still counts, looked at both ways; and how many times at most."""
_THIN, _RECENT = 0.95, 8
"""Where a market has less than this part left, the most that waited in so many steps counts."""


@compiled
def cascade(
    net: Chains,
    reach: Reach,
    ws: Workspace,
    shocked: I32,
    lost: F64,
    eps: float,
    tol: float,
    max_steps: int,
) -> tuple[float, int]:
    """Let firms lose parts of their production and everybody follow; the losses stand in `ws` (clean before).

    shocked (s,): firms, each once; lost (s,) in [0, 1]. The exact rule where `tol` < 0, else the bounded one.
    Returns what waits at the end, the largest loss not handed on or what it can do to ESRI, and the steps
    taken, -1 when `max_steps` ended them. O(ties of firms that something reached · steps).
    """
    for place in range(shocked.shape[0]):
        if lost[place] > 0.0:
            ws.down[shocked[place]] = ws.up[shocked[place]] = lost[place]
            wait(ws, 0, shocked[place])
            wait(ws, 1, shocked[place])
    steps = 0
    before, done, times, thinnest = 0.0, 0.0, 1.0, 1.0
    brought, fallen, recent = np.zeros(2), np.zeros(2), np.zeros(_RECENT)
    while True:
        thinnest = min(thinnest, _count_markets(net, ws))
        _follow_markets(net, ws)
        total, largest, ties = _waiting(net, reach, ws)
        recent[steps % _RECENT] = total
        most = recent.max() if total > 0.0 and thinnest < _THIN else total
        if steps > 0:
            times = _times(brought, fallen, done, before - total)
        whole = min(1.0, most * (2.0 * times - 1.0))
        if tol >= 0.0:
            if whole <= tol:
                return whole, steps
        elif largest <= eps and steps > 0:
            return largest, steps
        if steps == max_steps:
            return (whole if tol >= 0.0 else largest), -1
        enough = _PART * total / ties if tol >= 0.0 else -1.0
        down = _take_down(net, reach, ws, enough)
        up = _take_up(net, reach, ws, enough)
        before = total
        done = _send_down(net, ws, down) + _send_up(net, ws, up)
        steps += 1


@compiled
def _times(brought: F64, fallen: F64, done: float, fell: float) -> float:
    """Note what a step brought and by how much what waits fell; return how many times what waits counts."""
    times = 1.0
    for window in range(brought.shape[0]):
        brought[window] = _REMEMBERED[window] * brought[window] + done
        fallen[window] = _REMEMBERED[window] * fallen[window] + fell
        seen = brought[window] / fallen[window] if fallen[window] > 0.0 else _MOST_TIMES
        times = max(times, min(_MOST_TIMES, seen))
    return float(times)


@compiled
def importance(net: Chains, reach: Reach, firms: I32, tol: float, max_steps: int) -> tuple[F64, I64]:
    """Let each of `firms` (s,) lose all of its production alone, by the bounded rule.

    Returns (s, 4): ESRI, its parts by ℓd and by ℓu alone, and by what ESRI may be off; and the steps of each.
    """
    ws = workspace(net)
    found, steps = np.empty((firms.shape[0], 4)), np.empty(firms.shape[0], np.int64)
    all_of_it = np.ones(1)
    for place in range(firms.shape[0]):
        shocked = firms[place : place + 1]
        waiting, steps[place] = cascade(net, reach, ws, shocked, all_of_it, 0.0, 2.0 * tol, max_steps)
        found[place, 0], found[place, 1], found[place, 2] = weighed(net, ws)
        found[place, 0] += 0.5 * waiting
        found[place, 3] = 0.5 * waiting
        clear(net, ws)
    return found, steps


@compiled
def reach_of(net: Chains, tol: float, max_rounds: int) -> tuple[Reach, int]:
    """Return what waiting losses can do and the rounds taken, -1 where `tol` (relative) was not met.

    O(m) a round. Down the chain nothing can do more than stop everything, so what is above 1 counts as 1.
    """
    firms = net.output.shape[0]
    up, down = net.weight.copy(), net.weight.copy()
    told, market, rising = np.zeros(firms), np.zeros(firms), np.zeros(firms)
    for rounds in range(1, max_rounds + 1):
        change = 0.0
        for j in range(firms):
            total = 0.0
            for tie in range(net.into[j], net.into[j + 1]):
                total += net.demand[tie] * up[net.supplier[tie]]
            rising[j] = total
            change = max(change, _relative(net.weight[j] + total, up[j]))
            up[j] = net.weight[j] + total
            told[j], market[j] = 0.0, 0.0
            for tie in range(net.start[j], net.start[j + 1]):
                if net.told[tie]:
                    told[j] += net.share[tie] * down[net.buyer[tie]]
                else:
                    market[j] += net.share[tie] * down[net.buyer[tie]]
            sigma = scarcity(float(net.output[j]), float(net.supplied[net.market[j]]))
            whole = min(1.0, net.weight[j] + told[j] + sigma * market[j])
            change = max(change, _relative(whole, down[j]))
            down[j] = whole
        if change <= tol:
            return Reach(rising, told, market), rounds
    return Reach(rising, told, market), -1


@compiled
def _relative(new: float, old: float) -> float:
    return (new - old) / new if new > 0.0 else 0.0


@compiled
def _count_markets(net: Chains, ws: Workspace) -> float:
    """Take what firms lost since from what their markets have left; return the least part that one has."""
    least = 1.0
    queue, down, counted, market, left = ws.queue, ws.down, ws.counted, net.market, ws.left
    for place in range(ws.sizes[DOWN]):
        firm = queue[0, place]
        rise = down[firm] - counted[firm]
        if rise > 0.0:
            where = market[firm]
            if counted[firm] == 0.0:
                ws.after[firm] = ws.first[where]
                ws.first[where] = firm
            counted[firm] = down[firm]
            left[where] -= net.output[firm] * rise
            if net.supplied[where] > 0.0:
                least = min(least, left[where] / net.supplied[where])
            if not ws.moved[where]:
                ws.moved[where] = True
                ws.markets[ws.sizes[MARKETS]] = where
                ws.sizes[MARKETS] += 1
    return float(least)


@compiled
def _follow_markets(net: Chains, ws: Workspace) -> None:
    """Let firms wait whose part in a market rose because others in it lost something."""
    waits, sent, down, output, after = ws.waits, ws.sent_market, ws.down, net.output, ws.after
    for place in range(ws.sizes[MARKETS]):
        market = ws.markets[place]
        ws.moved[market] = False
        left, firm = float(ws.left[market]), int(ws.first[market])
        while firm != NOBODY:
            if not waits[0, firm] and scarcity(float(output[firm]), left) * down[firm] > sent[firm]:
                wait(ws, 0, firm)
            firm = int(after[firm])
    ws.sizes[MARKETS] = 0


@compiled
def _waiting(net: Chains, reach: Reach, ws: Workspace) -> tuple[float, float, int]:
    """Return what waits to be handed on: what it can do to ESRI, the largest rise of a loss, and the ties."""
    total, largest, ties = 0.0, 0.0, 0
    queue, down, sent, sent_market = ws.queue, ws.down, ws.sent_down, ws.sent_market
    told, by_market, output, left = reach.told, reach.market, net.output, ws.left
    market, start = net.market, net.start
    for place in range(ws.sizes[DOWN]):
        firm = queue[0, place]
        rise = down[firm] - sent[firm]
        handed = scarcity(float(output[firm]), float(left[market[firm]])) * down[firm] - sent_market[firm]
        total += told[firm] * rise + by_market[firm] * max(0.0, handed)
        largest = max(largest, rise)
        ties += 1 + start[firm + 1] - start[firm]
    up, sent, by_demand, into = ws.up, ws.sent_up, reach.up, net.into
    for place in range(ws.sizes[UP]):
        firm = queue[1, place]
        rise = up[firm] - sent[firm]
        total += by_demand[firm] * rise
        largest = max(largest, rise)
        ties += 1 + into[firm + 1] - into[firm]
    return float(total), float(largest), int(ties)


@compiled
def _take_down(net: Chains, reach: Reach, ws: Workspace, enough: float) -> int:
    """Take from the queue who hands on down the chain in this step; return how many.

    Those that can do more than `enough` for each tie, all where that is below 0.
    """
    queue, down, sent, sent_market = ws.queue, ws.down, ws.sent_down, ws.sent_market
    told, by_market, output, left = reach.told, reach.market, net.output, ws.left
    market, start, sending, amount, waits = net.market, net.start, ws.sending, ws.amount, ws.waits
    taken, kept = 0, 0
    for place in range(ws.sizes[DOWN]):
        firm = queue[0, place]
        rise = down[firm] - sent[firm]
        handed = scarcity(float(output[firm]), float(left[market[firm]])) * down[firm] - sent_market[firm]
        handed = max(0.0, handed)
        ties = 1 + start[firm + 1] - start[firm]
        if told[firm] * rise + by_market[firm] * handed > enough * ties:
            waits[0, firm] = False
            sent[firm] = down[firm]
            sent_market[firm] += handed
            sending[0, taken] = firm
            amount[0, taken] = rise
            amount[1, taken] = handed
            taken += 1
        else:
            queue[0, kept] = firm
            kept += 1
    ws.sizes[DOWN] = kept
    return taken


@compiled
def _take_up(net: Chains, reach: Reach, ws: Workspace, enough: float) -> int:
    """Take from the queue who hands on up the chain in this step, as `_take_down`; return how many."""
    queue, up, sent, by_demand, into = ws.queue, ws.up, ws.sent_up, reach.up, net.into
    sending, amount, waits = ws.sending, ws.amount, ws.waits
    taken, kept = 0, 0
    for place in range(ws.sizes[UP]):
        firm = queue[1, place]
        rise = up[firm] - sent[firm]
        if by_demand[firm] * rise > enough * (1 + into[firm + 1] - into[firm]):
            waits[1, firm] = False
            sent[firm] = up[firm]
            sending[1, taken] = firm
            amount[2, taken] = rise
            taken += 1
        else:
            queue[1, kept] = firm
            kept += 1
    ws.sizes[UP] = kept
    return taken


@compiled
def _send_down(net: Chains, ws: Workspace, taken: int) -> float:
    """Hand on what was taken; return by how much ESRI rose."""
    weight, up, done = net.weight, ws.up, 0.0
    start, told, share, place, to = net.start, net.told, net.share, net.place, net.buyer
    sending, amount, arrived, down, waits = ws.sending, ws.amount, ws.arrived, ws.down, ws.waits
    for at in range(taken):
        firm = sending[0, at]
        rise, handed = amount[0, at], amount[1, at]
        for tie in range(start[firm], start[firm + 1]):
            buyer = to[tie]
            arrived[place[tie]] += share[tie] * (rise if told[tie] else handed)
            if arrived[place[tie]] > down[buyer]:
                former = max(down[buyer], up[buyer])
                down[buyer] = min(1.0, arrived[place[tie]])  # above only by rounding
                done += weight[buyer] * max(0.0, down[buyer] - former)
                if not waits[0, buyer]:
                    wait(ws, 0, buyer)
    return float(done)


@compiled
def _send_up(net: Chains, ws: Workspace, taken: int) -> float:
    """Hand on what was taken; return by how much ESRI rose."""
    weight, down, done = net.weight, ws.down, 0.0
    into, to, part, sending, amount = net.into, net.supplier, net.demand, ws.sending, ws.amount
    demand, up, waits = ws.demand, ws.up, ws.waits
    for at in range(taken):
        firm, rise = sending[1, at], amount[2, at]
        for tie in range(into[firm], into[firm + 1]):
            supplier = to[tie]
            demand[supplier] += part[tie] * rise
            if demand[supplier] > up[supplier]:
                former = max(down[supplier], up[supplier])
                up[supplier] = min(1.0, demand[supplier])
                done += weight[supplier] * max(0.0, up[supplier] - former)
                if not waits[1, supplier]:
                    wait(ws, 1, supplier)
    return float(done)
