"""Books of firms whose ties are strong in places, as arrays: what `bench.truth` samples and solves.

Every book has a heavy tail of ties, ownership pyramids of twelve, and guarantee circles of 3 to 8 firms
that hold each other with rates of .3 to .8; the generators differ in how the other ties lie and weigh.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from analytics.measures import OwnRisk, Transmission
from graph.arrays import F64, I64, Mask
from tests.contagion.books import own, transmission_of

MEAN_RATE = 0.05
TIES_PER_FIRM = 2.5
_LARGEST_RATE = 0.6
_CIRCLES = 0.012
"""Guarantee circles per firm."""
_PYRAMID = 12
Rng = np.random.Generator
Ties = tuple[I64, I64, F64]
"""Tails, heads and rates."""


@dataclass(frozen=True, eq=False, slots=True)
class TruthBook:
    """own and ties as the product takes them; circled (n,): who is in a guarantee circle."""

    own: OwnRisk
    ties: Transmission
    circled: Mask

    @property
    def size(self) -> int:
        return len(self.own.pd)


def make(kind: str, size: int, seed: int, *, stress: float = 1.0) -> TruthBook:
    """Return a book of one of `GENERATORS`, its rates times `stress`, .95 at most."""
    rng = np.random.default_rng([seed, *kind.encode()])
    members, circles = _circles(rng, size)
    parts = [*GENERATORS[kind](rng, size), _pyramids(rng, size), circles]
    source = np.concatenate([tails for tails, _, _ in parts])
    target = np.concatenate([heads for _, heads, _ in parts])
    rate = np.concatenate([rates for _, _, rates in parts])
    keep = source != target
    circled = np.zeros(size, np.bool_)
    circled[members] = True
    pd = np.clip(np.exp(rng.normal(np.log(0.02), 1.0, size)), 1e-4, 0.5)
    return TruthBook(
        own(pd),
        transmission_of(source[keep], target[keep], np.minimum(rate[keep] * stress, 0.95)),
        circled,
    )


def _independent(rng: Rng, size: int) -> list[Ties]:
    """Return supply ties both ways and debts, every rate drawn by itself; three in ten within a community."""
    supply, other = int(1.5 * size), int(0.7 * size)
    source, target = _ends(rng, size, supply)
    owed = _ends(rng, size, other)
    return [
        (source, target, _rates(rng, supply)),
        (target, source, _rates(rng, supply)),
        (*owed, _rates(rng, other)),
    ]


def _shares(rng: Rng, size: int) -> list[Ties]:
    """Return the same, where supply weighs by its share of the buyer's costs and the supplier's revenue."""
    supply, other = int(1.5 * size), int(0.7 * size)
    source, target = _ends(rng, size, supply)
    amount = np.exp(rng.normal(0.0, 1.5, supply))
    costs, revenue = np.bincount(target, amount, size), np.bincount(source, amount, size)
    owed = _ends(rng, size, other)
    return [
        (source, target, 0.5 * amount / (1.3 * costs[target])),
        (target, source, 0.4 * amount / (1.3 * revenue[source])),
        (*owed, _rates(rng, other)),
    ]


def _tiers(rng: Rng, size: int) -> list[Ties]:
    """Return supply in five tiers, each firm buying from one to six of the tier before, by what it buys.

    Firms of a town of twenty owe each other, which closes many short loops.
    """
    tier = rng.integers(0, 5, size)
    by_tier = [np.flatnonzero(tier == each) for each in range(5)]
    weight = 1.0 + rng.pareto(1.5, size)
    sources, targets = list[I64](), list[I64]()
    for each in range(1, 5):
        count = rng.integers(1, 7, len(by_tier[each]))
        chance = weight[by_tier[each - 1]] / weight[by_tier[each - 1]].sum()
        sources.append(rng.choice(by_tier[each - 1], int(count.sum()), p=chance))
        targets.append(np.repeat(by_tier[each], count))
    source, target = np.concatenate(sources), np.concatenate(targets)
    amount = np.exp(rng.normal(0.0, 1.0, len(source)))
    costs, revenue = np.bincount(target, amount, size), np.bincount(source, amount, size)
    town = rng.permutation(size)
    owed = rng.integers(0, size, int(0.8 * size))
    neighbour = (owed // 20) * 20 + rng.integers(0, 20, len(owed))
    debtor, creditor = town[owed], town[np.minimum(neighbour, size - 1)]
    return [
        (source, target, 0.3 * amount / costs[target]),
        (target, source, 0.2 * amount / revenue[source]),
        (debtor, creditor, _rates(rng, len(owed))),
    ]


GENERATORS: dict[str, Callable[[Rng, int], list[Ties]]] = {
    "independent": _independent,
    "shares": _shares,
    "tiers": _tiers,
}


def _rates(rng: Rng, count: int) -> F64:
    return np.minimum(_LARGEST_RATE, np.exp(rng.normal(np.log(MEAN_RATE) - 0.72, 1.2, count)))


def _ends(rng: Rng, size: int, count: int) -> tuple[I64, I64]:
    """Return tails and heads by a heavy tail of weights; three in ten heads in the tail's community of 60."""
    weight = np.minimum(1.0 + rng.pareto(1.5, size), 300.0)
    chance: npt.NDArray[np.float64] = weight / weight.sum()
    source, target = (rng.choice(size, count, p=chance) for _ in range(2))
    place = rng.permutation(size)
    at = np.argsort(place)
    near = np.minimum((at[source] // 60) * 60 + rng.integers(0, 60, count), size - 1)
    return source, np.where(rng.random(count) < 0.3, place[near], target)


def _pyramids(rng: Rng, size: int) -> Ties:
    """Return owners and owned of pyramids: the owned firm's distress goes up, half as much comes down."""
    member = rng.permutation(size)[: int(0.375 * size)]
    place = np.arange(len(member))
    below = place[place % _PYRAMID != 0]
    above = (below // _PYRAMID) * _PYRAMID + (below % _PYRAMID - 1) // 2
    up, down = _rates(rng, len(below)), 0.5 * _rates(rng, len(below))
    owned, owner = member[below], member[above]
    return np.concatenate([owned, owner]), np.concatenate([owner, owned]), np.concatenate([up, down])


def _circles(rng: Rng, size: int) -> tuple[I64, Ties]:
    """Return who is in a circle, and their ties: around, around both ways, or most of all pairs."""
    free = rng.permutation(size)
    members, sources, targets = list[I64](), list[I64](), list[I64]()
    for number in range(int(_CIRCLES * size)):
        count = int(rng.integers(3, 9))
        group, free = free[:count], free[count:]
        step = (np.arange(count)[None, :] - np.arange(count)[:, None]) % count
        tied = (step == 1, (step == 1) | (step == count - 1), (step > 0) & (rng.random(step.shape) < 0.6))
        tail, head = np.nonzero(tied[number % 3])
        members.append(group)
        sources.append(group[tail])
        targets.append(group[head])
    source, target = np.concatenate(sources), np.concatenate(targets)
    return np.concatenate(members), (source, target, rng.uniform(0.3, 0.8, len(source)))
