"""The portfolio in a few figures: grades, categories, concentration, money."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from analytics.inputs import Category, Scorecard
from analytics.money.money_at_risk import Customers, MoneyAtRisk
from analytics.ownership.groups import Groups
from analytics.parties import with_role
from analytics.reasons import FRAUD
from analytics.score import GRADES, ScoreTable
from graph.arrays import F64, I32, I64, codes
from graph.model import Role
from graph.snapshot import Snapshot

LARGEST = 10
"""So many names, and groups of a kind, are told one by one."""


@dataclass(frozen=True, slots=True)
class CategoryCount:
    """How many rated parties have their heaviest reason in a category, by grade in the order of `GRADES`."""

    category: Category
    by_grade: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Share:
    """One of those that a portfolio is concentrated in; `key` None for those of whom it is not known.

    parties: customers in it; ead, loss: theirs together, major units; part: of all EAD, in [0, 1]; risky:
    how many of them are red or black.
    """

    key: str | None
    parties: int
    ead: float
    loss: float
    part: float
    risky: int


@dataclass(frozen=True, slots=True)
class Concentration:
    """How unevenly EAD lies. largest: at most `LARGEST`; others: how many more there are.

    index: Herfindahl's Σ part², 1 for all in one, 0 where nothing is at stake.
    """

    by: str
    index: float
    largest: tuple[Share, ...]
    others: int


@dataclass(frozen=True, slots=True)
class Totals:
    """Money of all customers together, major units of the book currency; prepaid: with suppliers."""

    customers: int
    suppliers: int
    gross: float
    covered: float
    ead: float
    loss: float
    limit: float
    over_limit: int
    over_by: float
    prepaid: float
    prepaid_loss: float


@dataclass(frozen=True, slots=True)
class Summary:
    """house: positions of our own firms; without any, nothing is known to be at stake."""

    house: tuple[int, ...]
    categories: tuple[CategoryCount, ...]
    concentration: tuple[Concentration, ...]
    totals: Totals


def summary(s: Snapshot, scores: ScoreTable, money: MoneyAtRisk, groups: Groups, card: Scorecard) -> Summary:
    """Return the figures of a Book. O(parties)."""
    return Summary(
        house=tuple(np.flatnonzero(with_role(s, Role.HOUSE)).tolist()),
        categories=_categories(scores, card),
        concentration=_concentrations(s, scores, money.customers, groups),
        totals=totals(money),
    )


def _categories(scores: ScoreTable, card: Scorecard) -> tuple[CategoryCount, ...]:
    """Count rated parties by the category of what weighs most; what comes along ties is of its own."""
    rated = np.flatnonzero(scores.rated)
    name, names = codes(pa.array(np.asarray(scores.top)[rated]))
    of_name = {each.name: each.category for each in card.indicators}
    of_name |= {"base_rate": Category.MARKET, "network": Category.RELATIONSHIP, FRAUD: Category.IDENTITY}
    found = {category: np.zeros(len(GRADES), np.int64) for category in Category}
    grade = scores.grade[rated]
    for place, each in enumerate(names):
        found[of_name[each or ""]] += np.bincount(grade[name == place], minlength=len(GRADES))
    return tuple(
        CategoryCount(category, tuple(counts.tolist())) for category, counts in found.items() if counts.sum()
    )


def _concentrations(
    s: Snapshot, scores: ScoreTable, customers: Customers, groups: Groups
) -> tuple[Concentration, ...]:
    """Return them by customer, control group (its key is its head's), industry and region."""
    rows = customers.party.astype(np.int64)
    found, group = np.unique(groups.group[rows], return_inverse=True)
    heads = s.parties["key"].take(groups.head[found].astype(np.int64)).to_pylist()
    labels: dict[str, tuple[I32 | I64, Sequence[str | None]]] = {
        "customer": (np.arange(len(rows)), s.parties["key"].take(rows).to_pylist()),
        "group": (group, heads),
        "industry": codes(s.parties["industry"].take(rows)),
        "region": codes(s.parties["region"].take(rows)),
    }
    return tuple(concentration(scores, customers, by, *each) for by, each in labels.items())


def concentration(
    scores: ScoreTable, customers: Customers, by: str, label: I32 | I64, keys: Sequence[str | None]
) -> Concentration:
    """Return how EAD lies over what customers are grouped by; `label` (k,) is the place of each in `keys`."""
    size = len(keys)
    ead, loss, parties = (
        np.bincount(label, each, size) for each in (customers.ead, customers.loss, np.ones(len(label)))
    )
    risky = np.bincount(label, scores.grade[customers.party] >= _RED, size)
    part = ead / (ead.sum() or 1.0)
    order = np.lexsort((-parties, -ead))[:LARGEST].tolist()
    return Concentration(
        by=by,
        index=float((part**2).sum()),
        largest=tuple(
            Share(
                keys[each],
                int(parties[each]),
                float(ead[each]),
                float(loss[each]),
                float(part[each]),
                int(risky[each]),
            )
            for each in order
        ),
        others=max(0, size - LARGEST),
    )


def totals(money: MoneyAtRisk) -> Totals:
    """Return our money with all customers and suppliers."""
    customers, suppliers = money.customers, money.suppliers
    over = np.nan_to_num(customers.ead - customers.limit)
    return Totals(
        customers=len(customers.party),
        suppliers=len(suppliers.party),
        gross=_sum(customers.gross),
        covered=_sum(customers.covered),
        ead=_sum(customers.ead),
        loss=_sum(customers.loss),
        limit=_sum(np.nan_to_num(customers.limit)),
        over_limit=int((over > 0).sum()),
        over_by=_sum(np.maximum(over, 0.0)),
        prepaid=_sum(suppliers.prepaid),
        prepaid_loss=_sum(suppliers.loss),
    )


_RED = [grade.value for grade in GRADES].index("red")


def _sum(values: F64) -> float:
    return float(values.sum())
