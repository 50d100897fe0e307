"""What changes when some parties or rates change: handed on round by round, from whoever changed to whom it
reaches.

The equations are those of `kernels.messages` and `kernels.blocks`. A round is a Jacobi step: all that is
sent in it goes by what stood before it. Only parties that moved since they last sent are looked at, and only
what moves by `least` is sent, so a change that fades costs what it touches. Compare residual push: Andersen,
Chung, Lang, "Local graph partitioning using PageRank vectors", FOCS 2006.
"""

from typing import NamedTuple

import numpy as np

from analytics.kernels.ancestors import factors
from analytics.kernels.blocks import BlockArrays, well_outside
from analytics.kernels.compiled import compiled
from graph.arrays import F64, I32, I64, Mask


class Web(NamedTuple):
    """Which pairs and which places in groups each of n parties has; nothing of it changes.

    near, far (p,): the pairs. Of party i: ways `start[i]:start[i + 1]` of way (2p,), each 2 · pair + (0
    where it is the near end, 1 the far one); places `first[i]:first[i + 1]` of place (q,). group (q,): of
    each place.
    """

    near: I32
    far: I32
    start: I64
    way: I64
    first: I64
    place: I64
    group: I32


class Sent(NamedTuple):
    """What was sent last, changed in place. factor (p, 2): into far and into near. alive (n,): Q.

    heard (n,): Q of each party when it last sent. met (n,), seen (b,): the round that last reached it, -1
    for none.
    """

    factor: F64
    alive: F64
    heard: F64
    met: I64
    seen: I64


@compiled
def send(
    web: Web,
    rates: F64,
    blocks: BlockArrays,
    sent: Sent,
    failed: Mask,
    waiting: I32,
    number: int,
    least: float,
) -> tuple[I32, F64]:
    """Let the waiting parties send, in round `number`; return whom it reached (k,) and their Q before (k,).

    rates (p, 2): near → far and back. A party reached is there once. O(ties of the waiting + n ·
    connected sets of their groups).
    """
    factor, alive = sent.factor, sent.alive
    most = 0
    for w in range(waiting.shape[0]):
        most += web.start[waiting[w] + 1] - web.start[waiting[w]]
    over, fresh = np.empty(most, np.int64), np.empty(most)
    ways = 0
    for w in range(waiting.shape[0]):
        party = waiting[w]
        for entry in range(web.start[party], web.start[party + 1]):
            new = _factor(web.way[entry], party, rates, factor, alive, failed)
            if abs(new - factor[web.way[entry] >> 1, web.way[entry] & 1]) >= least:
                over[ways], fresh[ways] = web.way[entry], new
                ways += 1
    groups, gammas = _solved(web, blocks, sent, failed, waiting, number, least)
    for w in range(waiting.shape[0]):
        sent.heard[waiting[w]] = alive[waiting[w]]
    reached, before = np.empty(ways + gammas.shape[0], np.int32), np.empty(ways + gammas.shape[0])
    count = 0
    for w in range(ways):
        pair, side = over[w] >> 1, over[w] & 1
        party = int(web.near[pair] if side else web.far[pair])
        count = _reach(party, number, sent, reached, before, count)
        alive[party] *= fresh[w] / factor[pair, side]
        factor[pair, side] = fresh[w]
    at = 0
    for g in range(groups.shape[0]):
        for place in range(blocks.start[groups[g]], blocks.start[groups[g] + 1]):
            party = blocks.member[place]
            if not failed[party] and gammas[at] != blocks.factor[place]:
                count = _reach(party, number, sent, reached, before, count)
                alive[party] *= gammas[at] / blocks.factor[place]
                blocks.factor[place] = gammas[at]
            at += 1
    return reached[:count], before[:count]


@compiled
def unsent(web: Web, rates: F64, blocks: BlockArrays, sent: Sent, failed: Mask, parties: I32) -> float:
    """Return the sum of what these parties did not send, as change of the Q of those that it would reach.

    A group's members hear at most what their peers moved together.
    """
    total = 0.0
    for p in range(parties.shape[0]):
        party = parties[p]
        for entry in range(web.start[party], web.start[party + 1]):
            pair, side = web.way[entry] >> 1, web.way[entry] & 1
            other = web.near[pair] if side else web.far[pair]
            if not failed[other]:
                new = _factor(web.way[entry], party, rates, sent.factor, sent.alive, failed)
                total += abs(new - sent.factor[pair, side]) * sent.alive[other] / sent.factor[pair, side]
        moved = 0.0 if failed[party] else abs(sent.alive[party] - sent.heard[party])
        for at in range(web.first[party], web.first[party + 1]):
            group = web.group[web.place[at]]
            total += moved * (blocks.start[group + 1] - blocks.start[group] - 1)
    return float(total)


@compiled
def _factor(way: int, party: int, rates: F64, factor: F64, alive: F64, failed: Mask) -> float:
    pair, side = way >> 1, way & 1
    message = 1.0 if failed[party] else 1.0 - alive[party] / factor[pair, 1 - side]
    return float(1.0 - rates[pair, side] * message)


@compiled
def _solved(
    web: Web, blocks: BlockArrays, sent: Sent, failed: Mask, waiting: I32, number: int, least: float
) -> tuple[I32, F64]:
    """Return the groups of the waiting parties, each once, and the γ of their members one after the other.

    A group whose members' s moved by less than `least` together since it was solved is left out.
    """
    most = 0
    for w in range(waiting.shape[0]):
        most += web.first[waiting[w] + 1] - web.first[waiting[w]]
    groups = np.empty(most, np.int32)
    count, members = 0, 0
    for w in range(waiting.shape[0]):
        for at in range(web.first[waiting[w]], web.first[waiting[w] + 1]):
            group = int(web.group[web.place[at]])
            if sent.seen[group] != number:
                sent.seen[group] = number
                if not _moved(blocks, group, sent.alive, failed, least):
                    continue
                groups[count] = group
                count += 1
                members += blocks.start[group + 1] - blocks.start[group]
    gammas = np.empty(members)
    at = 0
    for g in range(count):
        group = groups[g]
        size = blocks.start[group + 1] - blocks.start[group]
        well = blocks.well[blocks.start[group] : blocks.start[group + 1]]
        factors(blocks.ancestors, group, well, gammas[at : at + size])
        at += size
    return groups[:count], gammas


@compiled
def _moved(blocks: BlockArrays, group: int, alive: F64, failed: Mask, least: float) -> bool:
    """Note the s that a group has now, and whether it is another one than that it was solved with."""
    first = blocks.start[group]
    well = well_outside(blocks, group, alive, failed)
    moved = 0.0
    for k in range(well.shape[0]):
        moved += abs(well[k] - blocks.well[first + k])
    if moved < least:  # not so for NaN
        return False
    blocks.well[first : first + well.shape[0]] = well
    return True


@compiled
def _reach(party: int, number: int, sent: Sent, reached: I32, before: F64, count: int) -> int:
    """Note that a party is reached, with its Q before it; return how many are."""
    if sent.met[party] == number:
        return count
    sent.met[party] = number
    reached[count], before[count] = party, sent.alive[party]
    return count + 1
