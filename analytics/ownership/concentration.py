"""How much of our money stands with how few: exposure of the `house` by group of connected clients."""

from dataclasses import dataclass

import numpy as np

from analytics.ownership.groups import Groups
from analytics.ownership.stakes import added_up
from analytics.ties.exposures import Exposures
from graph.arrays import F64, I32, Mask


@dataclass(frozen=True, eq=False, slots=True)
class Concentration:
    """What the house has at stake with g groups of clients, the largest amount first.

    group (g,): numbers in `groups`. amount, loss (g,): major units of the book currency, see `Exposures`.
    owed (n,): what each party owes the house. total: Σ amount. within_own: at stake with firms of the
    house's own groups, which is left out of the rest.
    """

    groups: Groups
    group: I32
    amount: F64
    loss: F64
    owed: F64
    total: float
    within_own: float

    @property
    def share(self) -> F64:
        """Return the share of each group in the total, (g,), in (0, 1]."""
        return self.amount / self.total if self.total else self.amount

    @property
    def herfindahl(self) -> float:
        """Return Σ share² in (0, 1]: 1 where one group owes all; 0 where nobody owes anything."""
        return float(np.square(self.share).sum())

    def largest(self, count: int) -> float:
        """Return the share in [0, 1] that the largest groups make up together."""
        return float(self.share[:count].sum())

    def debtors(self, group: int) -> list[tuple[int, float]]:
        """Return the members of a group that owe the house something, and how much, most first."""
        members = self.groups.members(group)
        owing = members[self.owed[members] > 0]
        owing = owing[np.argsort(-self.owed[owing], kind="stable")]
        return list(zip(owing.tolist(), self.owed[owing].tolist(), strict=True))


def concentration(groups: Groups, exposures: Exposures, house: Mask) -> Concentration:
    """Add up by group what others owe the house parties (n,); without a house it is nothing. O(exposures)."""
    ours = np.zeros(len(groups.head), np.bool_)
    ours[groups.group[house]] = True
    mine = house[exposures.creditor] & ~house[exposures.debtor]
    debtor, amount, loss = exposures.debtor[mine], exposures.amount[mine], exposures.loss[mine]
    group = groups.group[debtor]
    own = ours[group]
    by_group, lost = (added_up(group[~own], money[~own], len(ours)) for money in (amount, loss))
    owing = np.flatnonzero(by_group > 0)
    owing = owing[np.argsort(-by_group[owing], kind="stable")]
    return Concentration(
        groups=groups,
        group=owing.astype(np.int32),
        amount=by_group[owing],
        loss=lost[owing],
        owed=added_up(debtor, amount, len(groups.group)),
        total=float(by_group.sum()),
        within_own=float(amount[own].sum()),
    )


def listed(found: Concentration) -> I32:
    """Return the groups that matter: those that owe, most first, then the others of two or more by size."""
    sizes = found.groups.sizes
    others = np.setdiff1d(np.flatnonzero(sizes > 1), found.group)
    others = others[np.argsort(-sizes[others], kind="stable")]
    return np.concatenate([found.group, others.astype(np.int32)])
