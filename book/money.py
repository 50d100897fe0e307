"""Our money with one party, from the arrays of a Book; and how those are kept."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from analytics.money.at_stake import AtStake, StakeKind
from analytics.money.limits import LimitRule
from analytics.money.money_at_risk import Customers, MoneyAtRisk, Suppliers
from analytics.money.purchases import Purchases
from book import arrays
from graph.arrays import I32


@dataclass(frozen=True, slots=True)
class Line:
    """Money at stake by one tie, row `tie` of `Snapshot.ties`; `at_default` is negative for cover."""

    kind: StakeKind
    amount: float
    at_default: float
    tie: int


@dataclass(frozen=True, slots=True)
class CustomerMoney:
    """What a customer would cost us; major units of the book currency, `limit` None where it is unknown."""

    gross: float
    covered: float
    ead: float
    loss: float
    limit: float | None
    rule: LimitRule

    @property
    def over_limit(self) -> float:
        """Return by how much the customer is above its limit, 0 where it is not or has none."""
        return 0.0 if self.limit is None else max(0.0, self.ead - self.limit)


@dataclass(frozen=True, slots=True)
class Purchase:
    """A supply to us by one tie; `amount` a year, `share` of the buyer's costs, None unknown."""

    buyer: int
    amount: float | None
    share: float | None
    sole: bool
    tie: int


@dataclass(frozen=True, slots=True)
class SupplierMoney:
    """What would stop without a supplier, and what it has of us in advance."""

    bought: float | None
    share: float | None
    sole: bool
    prepaid: float
    loss: float
    purchases: tuple[Purchase, ...]


@dataclass(frozen=True, slots=True)
class PartyMoney:
    """Our money with a party; None where it is no customer, or no supplier."""

    customer: CustomerMoney | None
    supplier: SupplierMoney | None
    lines: tuple[Line, ...]


def money_with(money: MoneyAtRisk, position: int) -> PartyMoney | None:
    """Return our money with a party, None for who is neither customer nor supplier; O(lines)."""
    customer, supplier = _customer(money.customers, position), _supplier(money, position)
    if customer is None and supplier is None:
        return None
    return PartyMoney(customer, supplier, tuple(_lines(money.lines, position)))


def save(money: MoneyAtRisk, folder: Path) -> None:
    for name in ("customers", "suppliers", "lines", "purchases"):
        arrays.save(getattr(money, name), folder / name)


def opened(folder: Path) -> MoneyAtRisk:
    """Map what `save` wrote; `BookDamaged` when a part is missing or unreadable."""
    return MoneyAtRisk(
        customers=arrays.opened(Customers, folder / "customers"),
        suppliers=arrays.opened(Suppliers, folder / "suppliers"),
        lines=arrays.opened(AtStake, folder / "lines"),
        purchases=arrays.opened(Purchases, folder / "purchases"),
    )


def _customer(customers: Customers, position: int) -> CustomerMoney | None:
    row = _row(customers.party, position)
    if row is None:
        return None
    return CustomerMoney(
        gross=float(customers.gross[row]),
        covered=float(customers.covered[row]),
        ead=float(customers.ead[row]),
        loss=float(customers.loss[row]),
        limit=_known(customers.limit[row]),
        rule=LimitRule(int(customers.rule[row])),
    )


def _supplier(money: MoneyAtRisk, position: int) -> SupplierMoney | None:
    suppliers, bought = money.suppliers, money.purchases
    row = _row(suppliers.party, position)
    if row is None:
        return None
    mine = np.flatnonzero(bought.supplier == position).tolist()
    return SupplierMoney(
        bought=_known(suppliers.bought[row]),
        share=_known(suppliers.share[row]),
        sole=bool(suppliers.sole[row]),
        prepaid=float(suppliers.prepaid[row]),
        loss=float(suppliers.loss[row]),
        purchases=tuple(
            Purchase(
                buyer=int(bought.buyer[each]),
                amount=_known(bought.amount[each]),
                share=_known(bought.share[each]),
                sole=bool(bought.sole[each]),
                tie=int(bought.key[each]),
            )
            for each in mine
        ),
    )


def _lines(lines: AtStake, position: int) -> list[Line]:
    mine = np.flatnonzero(lines.party == position).tolist()
    return [
        Line(
            StakeKind(int(lines.kind[each])),
            float(lines.amount[each]),
            float(lines.at_default[each]),
            int(lines.key[each]),
        )
        for each in mine
    ]


def _row(party: I32, position: int) -> int | None:
    place = int(np.searchsorted(party, position))
    return place if place < len(party) and int(party[place]) == position else None


def _known(value: float) -> float | None:
    return None if np.isnan(value) else float(value)
