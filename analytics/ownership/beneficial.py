"""Ultimate beneficial owners: the natural persons behind a party, and where its chains of owners end unknown.

Directive (EU) 2015/849, Article 3(6), and the 2022 measures of the People's Bank of China ask for 25 %.
"""

from dataclasses import dataclass

import numpy as np

from analytics.ownership.chains import Chain, chains_between
from analytics.ownership.control import Control, Controls
from analytics.ownership.integrated import Shares
from analytics.ownership.stakes import Part, Stakes, above
from graph.arrays import Mask

THRESHOLD = 0.25
_ROUNDING = 1e-9
_LEAST = 1e-9
MOST = 100
"""Persons that are told at most: where shares are unknown, hundreds may possibly reach the threshold."""


@dataclass(frozen=True, slots=True)
class BeneficialOwner:
    """A person who has `low` to `high` of a party over all chains, or controls it.

    sure: the threshold is reached, or control certain, whatever the unknown shares are. chains: the heaviest;
    covered and residual: how much of `low` they prove, and how much is left to others and to circles.
    """

    person: int
    low: float
    high: float
    control: Control
    sure: bool
    chains: tuple[Chain, ...]
    covered: float
    residual: float


@dataclass(frozen=True, slots=True)
class Unknown:
    """A firm above a party, or the party itself, whose owners are not known further.

    missing: the part of its own shares that nobody is told to hold; 1 where it has no owner at all. share:
    what this makes of the party.
    """

    firm: int
    missing: float
    share: float


def beneficial_owners(
    stakes: Stakes,
    party: int,
    owners: Shares,
    *,
    persons: Mask,
    control: Controls,
    threshold: float = THRESHOLD,
) -> tuple[BeneficialOwner, ...]:
    """Return the persons that have the threshold of a party or control it, surely first, by falling share.

    owners: see `owners_of`. persons (n,). control: who controls the party. At most `MOST` are told.
    """
    reach = (owners.high >= threshold - _ROUNDING) | np.isin(owners.party, control.party)
    chosen = np.flatnonzero(reach & persons[owners.party] & (owners.party != party))
    who, low, high = (each[chosen] for each in (owners.party, owners.low, owners.high))
    sure = (low >= threshold - _ROUNDING) | np.isin(who, control.party[control.joint_low > 0])
    order = np.lexsort((who, -high, -low, ~sure))[:MOST]
    if not len(order):
        return ()
    over = above(stakes, party)
    return tuple(
        _owner(over, party, int(who[each]), (float(low[each]), float(high[each])), control, bool(sure[each]))
        for each in order
    )


def _owner(
    over: Part, party: int, person: int, share: tuple[float, float], control: Controls, sure: bool
) -> BeneficialOwner:
    chains = tuple(chains_between(over, person, party))
    covered = min(share[0], sum(each.low for each in chains))
    rule, _, _ = control.of(person)
    return BeneficialOwner(
        person, *share, control=rule, sure=sure, chains=chains, covered=covered, residual=share[0] - covered
    )


def not_known_further(stakes: Stakes, party: int, owners: Shares, *, persons: Mask) -> tuple[Unknown, ...]:
    """Return the firms above a party, itself too, of which some or all owners are unknown, by falling share.

    With what persons have, all shares make one, unless there are closed circles or more than 100 % told.
    """
    firms = np.union1d(owners.party, party)
    missing = stakes.left[firms]
    held = (firms == party).astype(np.float64)
    held[np.searchsorted(firms, owners.party)] += owners.low
    told = np.flatnonzero((missing * held > _LEAST) & ~persons[firms])
    told = told[np.argsort(-(missing * held)[told], kind="stable")]
    return tuple(
        Unknown(int(firms[each]), float(missing[each]), float(missing[each] * held[each])) for each in told
    )
