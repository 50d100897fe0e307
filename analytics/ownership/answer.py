"""All that a book says of one party's owners and holdings, put together."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from analytics.ownership.beneficial import (
    THRESHOLD,
    BeneficialOwner,
    Unknown,
    beneficial_owners,
    not_known_further,
)
from analytics.ownership.close_links import CloseLinks, close_links
from analytics.ownership.control import Control, Controls, controlled_by, controllers_of, joint_control
from analytics.ownership.groups import Groups, control_groups
from analytics.ownership.integrated import Shares, held_by, owners_of
from analytics.ownership.stakes import Stakes
from analytics.parties import of_kind
from graph.arrays import F64, I32, Mask
from graph.model import PartyKind
from graph.shares import ROUNDING
from graph.snapshot import Snapshot

MOST = 1_000
"""Owners, and holdings, that an answer tells at most: those with control and the largest shares."""

BEYOND_WHOLE, CLOSED_CIRCLE = "beyond_whole", "closed_circle"


@dataclass(frozen=True, slots=True)
class Interest:
    """What one party has of another: directly, over all chains, and by control with firms of its own.

    Shares lie between low and high; a high end above 1 comes of data that say so. direct_high of 0: no
    direct stake. joint_low, joint_high are 0 without control.
    """

    party: int
    low: float
    high: float
    direct_low: float
    direct_high: float
    control: Control
    joint_low: float
    joint_high: float


@dataclass(frozen=True, slots=True)
class Finding:
    """What is odd about the stakes around a party.

    beyond_whole: the owners of `firms[0]` hold `value` of it in all, more than 1. closed_circle: `firms` hold
    all of one another, so nobody's shares through them can be told; value 0.
    """

    code: str
    firms: tuple[int, ...]
    value: float = 0.0


@dataclass(frozen=True, slots=True)
class Ownership:
    """The owners and holdings of one party.

    owners, holdings: surely controlling or controlled first, then by falling share, at most `MOST` each;
    more_owners, more_holdings count the rest. joint: the two that hold half each. group: everybody under
    the control of its `head`, the party itself among them.
    """

    party: int
    owners: tuple[Interest, ...]
    more_owners: int
    beneficial: tuple[BeneficialOwner, ...]
    unknown: tuple[Unknown, ...]
    joint: tuple[int, ...]
    holdings: tuple[Interest, ...]
    more_holdings: int
    head: int
    group: tuple[int, ...]
    close_links: CloseLinks
    findings: tuple[Finding, ...]


@dataclass(frozen=True, eq=False)
class Holders:
    """Who holds whom in one book. persons (n,): which parties are natural persons."""

    stakes: Stakes
    persons: Mask

    @classmethod
    def of(cls, s: Snapshot) -> "Holders":
        return cls(Stakes.of(s), of_kind(s, PartyKind.PERSON))

    @cached_property
    def groups(self) -> Groups:
        """The control groups of the whole book."""
        return control_groups(self.stakes)

    def ownership(self, party: int, *, threshold: float = THRESHOLD) -> Ownership:
        """Return what is known of a party's owners and holdings.

        threshold: of beneficial owners, in (0, 1].
        """
        stakes = self.stakes
        owners, holdings = owners_of(stakes, party), held_by(stakes, party)
        above, below = controllers_of(stakes, party), controlled_by(stakes, party)
        into, out = stakes.held_in(party), stakes.held_by(party)
        above_it = stakes.owner[into], stakes.low[into], stakes.high[into]
        below_it = stakes.owned[out], stakes.low[out], stakes.high[out]
        told_owners, more_owners = _interests(owners, above, above_it, party)
        told_holdings, more_holdings = _interests(holdings, below, below_it, party)
        return Ownership(
            party=party,
            owners=told_owners,
            more_owners=more_owners,
            beneficial=beneficial_owners(
                stakes, party, owners, persons=self.persons, control=above, threshold=threshold
            ),
            unknown=not_known_further(stakes, party, owners, persons=self.persons),
            joint=joint_control(stakes, party),
            holdings=told_holdings,
            more_holdings=more_holdings,
            head=self.groups.head_of(party),
            group=tuple(self.groups.of(party).tolist()),
            close_links=close_links(stakes, party),
            findings=tuple(_findings(stakes, party, owners, holdings)),
        )


def _interests(
    shares: Shares, controls: Controls, direct: tuple[I32, F64, F64], party: int
) -> tuple[tuple[Interest, ...], int]:
    """Return the interests that come first, and how many more there are; the party in itself is none."""
    others = np.flatnonzero(shares.party != party)
    sure, possible = np.zeros(len(shares.party)), np.zeros(len(shares.party))
    sure[np.isin(shares.party, controls.party[controls.joint_low > 0])] = 1.0
    possible[np.isin(shares.party, controls.party)] = 1.0
    order = np.lexsort((shares.party, -shares.high, -shares.low, -possible, -sure))
    order = order[np.isin(order, others)]
    chosen = order[:MOST]
    who, directly = shares.party[chosen], _direct(shares.party[chosen], direct)
    told = tuple(
        Interest(
            int(who[row]),
            float(shares.low[place]),
            float(shares.high[place]),
            float(directly[0, row]),
            float(directly[1, row]),
            *controls.of(int(who[row])),
        )
        for row, place in enumerate(chosen)
    )
    return told, len(others) - len(told)


def _direct(parties: I32, stakes: tuple[I32, F64, F64]) -> F64:
    """Return the low and high ends of the direct stakes with these parties, (2, p), 0 for none."""
    who, low, high = stakes
    found = np.zeros((2, len(parties)))
    _, here, there = np.intersect1d(parties, who, assume_unique=True, return_indices=True)
    found[0, here], found[1, here] = low[there], high[there]
    return found


def _findings(stakes: Stakes, party: int, *sides: Shares) -> Iterator[Finding]:
    """Yield what is odd about the party and everybody above and below it, the largest sum first."""
    around = np.unique(np.concatenate([*(each.party for each in sides), np.array([party], np.int32)]))
    beyond = around[stakes.whole[around] > 1.0 + ROUNDING]
    for firm in beyond[np.argsort(-stakes.whole[beyond], kind="stable")].tolist():
        yield Finding(BEYOND_WHOLE, (firm,), float(stakes.whole[firm]))
    closed = np.unique(np.concatenate([each.party[each.closed] for each in sides]))
    if len(closed):
        yield Finding(CLOSED_CIRCLE, tuple(closed.tolist()))
