"""Possible worlds of the independent cascade, drawn from a seed: the truth that other kernels come near to.

In a world every party falls by itself with its chance, and every tie hands distress on with its rate or not
at all; whoever can be reached from a fallen party is in distress (Kempe, Kleinberg, Tardos, "Maximizing the
spread of influence through a social network", KDD 2003).
"""

import numpy as np
import numpy.typing as npt

from analytics.kernels.compiled import compiled
from graph.arrays import F64, I32, I64, Mask

U64 = npt.NDArray[np.uint64]


@compiled
def draws(seed: int) -> U64:
    """Return the state of a generator that begins at this seed."""
    state = np.empty(1, np.uint64)
    state[0] = np.uint64(seed)
    return state


@compiled
def draw(state: U64) -> float:
    """Return the next number in [0, 1): SplitMix64 (Steele, Lea, Flood, OOPSLA 2014)."""
    state[0] += np.uint64(0x9E3779B97F4A7C15)
    return _share(_mixed(state[0]))


@compiled
def _mixed(state: np.uint64) -> np.uint64:
    mixed = state
    mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return mixed ^ (mixed >> np.uint64(31))


@compiled
def _share(mixed: np.uint64) -> float:
    return np.float64(mixed >> np.uint64(11)) * (1.0 / 9007199254740992.0)


@compiled
def distressed(start: I64, target: I32, rate: F64, chance: F64, worlds: int, seed: int) -> I64:
    """Return in how many worlds each party is in distress (n,).

    CSR by tail: ties of i are `start[i]:start[i + 1]` of target and rate (m,). chance (n,). O(n) draws a
    world, and one for each tie out of a party in distress. Equal seeds, equal worlds.
    """
    parties = chance.shape[0]
    state = draws(seed)
    fell = np.full(parties, -1, np.int64)
    queue = np.empty(parties, np.int32)
    count = np.zeros(parties, np.int64)
    for world in range(worlds):
        held = 0
        for party in range(parties):
            if draw(state) < chance[party]:
                fell[party] = world
                queue[held] = party
                held += 1
        done = 0
        while done < held:
            party = queue[done]
            done += 1
            count[party] += 1
            for tie in range(start[party], start[party + 1]):
                other = target[tie]
                if fell[other] != world and draw(state) < rate[tie]:
                    fell[other] = world
                    queue[held] = other
                    held += 1
    return count


@compiled
def added_distress(
    start: I64,
    target: I32,
    before: F64,
    after: F64,
    chance: F64,
    chance_after: F64,
    counted: Mask,
    worlds: int,
    seed: int,
) -> tuple[float, float]:
    """Return the sum over worlds of how many more of the counted parties are in distress afterwards, and of
    squares.

    CSR by tail: rates of the ties before and after (m,); chances to fall alone (n,). A world draws one
    number for each party and each tie, whatever is asked of it, so before and after differ by what was
    changed alone.
    """
    parties = chance.shape[0]
    fell = np.full(parties, -1, np.int64)
    queue = np.empty(parties, np.int32)
    state = draws(seed)
    total, squares = 0.0, 0.0
    for world in range(worlds):
        draw(state)
        key = _mixed(state[0])
        first = _fallen(start, target, before, chance, counted, key, fell, queue, 2 * world)
        second = _fallen(start, target, after, chance_after, counted, key, fell, queue, 2 * world + 1)
        total += second - first
        squares += float(second - first) ** 2
    return total, squares


@compiled
def _fallen(
    start: I64,
    target: I32,
    rate: F64,
    chance: F64,
    counted: Mask,
    key: np.uint64,
    fell: I64,
    queue: I32,
    number: int,
) -> int:
    """Return how many of the counted parties are in distress in the world of this key."""
    parties = chance.shape[0]
    held, done, count = 0, 0, 0
    for party in range(parties):
        if _drawn(key, party) < chance[party]:
            fell[party] = number
            queue[held] = party
            held += 1
    while done < held:
        party = queue[done]
        done += 1
        if counted[party]:
            count += 1
        for tie in range(start[party], start[party + 1]):
            other = target[tie]
            if fell[other] != number and _drawn(key, parties + tie) < rate[tie]:
                fell[other] = number
                queue[held] = other
                held += 1
    return count


@compiled
def _drawn(key: np.uint64, place: int) -> float:
    """Return the number in [0, 1) that a world has at this place."""
    return _share(_mixed(key + np.uint64(place + 1) * np.uint64(0x9E3779B97F4A7C15)))
