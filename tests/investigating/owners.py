"""Chains of owners as a Book has them."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from math import isnan, prod

from graph.relationships import RelationshipKind
from tests.investigating.asking import Investigation

MOST_TIES = 6
Shares = dict[int, dict[int, float | None]]


def shares(asked: Investigation) -> Shares:
    """Return owned -> owner -> share: the lower bound, None where nothing is known."""
    edges = asked.book.snapshot.relationships(RelationshipKind.OWNS)
    told: dict[tuple[int, int], list[float]] = defaultdict(list)
    lows = edges.values["share_low"].tolist()
    for owner, owned, low in zip(edges.source.tolist(), edges.target.tolist(), lows, strict=True):
        told[owned, owner] += [] if isnan(low) else [low]
    found: Shares = defaultdict(dict)
    for (owned, owner), each in told.items():
        found[owned][owner] = sum(each) if each else None
    return found


def chains(owners: Shares, below: Sequence[int]) -> Iterator[tuple[int, ...]]:
    """Yield every chain of different owners that ends in `below`, the owner first."""
    if len(below) > MOST_TIES:
        return
    for owner in owners.get(below[0], {}):
        if owner not in below:
            yield (owner, *below)
            yield from chains(owners, (owner, *below))


def conveyed(owners: Shares, chain: Sequence[int]) -> float | None:
    """Return the product of the shares along a chain, None where one is not known."""
    steps = [owners[owned][owner] for owner, owned in zip(chain, chain[1:], strict=False)]
    return None if None in steps else prod(step for step in steps if step is not None)
