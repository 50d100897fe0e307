"""The questions that a scorecard may ask: one number or one text for each party."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

import numpy as np

from analytics.own.facts import Facts
from analytics.parties import amounts, epoch_day
from graph.arrays import F64, I32, numbers
from graph.model import EventKind
from graph.relationships import RelationshipKind
from graph.schema import Table

Number = Callable[[Facts], F64]
DAYS_PER_YEAR = 365.25


def overdue_share(facts: Facts) -> F64:
    """Overdue part of all that a party owes, NaN where nobody says what it owes."""
    owes = facts.snapshot.relationships(RelationshipKind.OWES)
    known = ~np.isnan(owes.values["amount"])
    amount = np.nan_to_num(owes.values["amount"])
    overdue = np.minimum(np.nan_to_num(owes.values["overdue"]), np.where(known, amount, np.inf))
    owed, late = (_summed(facts, owes.source, each) for each in (np.maximum(amount, overdue), overdue))
    return _ratio(late, owed)


def days_overdue(facts: Facts) -> F64:
    """Longest days overdue among a party's debts, NaN where it has none that say so."""
    owes = facts.snapshot.relationships(RelationshipKind.OWES)
    longest = np.full(len(facts.snapshot), np.nan)
    np.fmax.at(longest, owes.source, owes.values["days_overdue"])
    return longest


def equity_to_revenue(facts: Facts) -> F64:
    """Equity as a share of a year's revenue."""
    equity, revenue = (amounts(facts.snapshot, name) for name in ("equity", "revenue"))
    return _ratio(equity, revenue)


def margin(facts: Facts) -> F64:
    """(revenue - costs) / revenue."""
    revenue, costs = (amounts(facts.snapshot, name) for name in ("revenue", "costs"))
    return _ratio(revenue - costs, revenue)


def lawsuits_as_defendant(facts: Facts) -> F64:
    """Expected number of lost lawsuits; judgments fade."""
    sued = facts.snapshot.relationships(RelationshipKind.DEFENDANT_IN)
    return _summed(facts, sued.source, facts.loss[sued.target])


def lawsuit_burden(facts: Facts) -> F64:
    """Claims × probability of losing ÷ equity; NaN without a known positive equity."""
    sued = facts.snapshot.relationships(RelationshipKind.DEFENDANT_IN)
    claim = np.nan_to_num(claims(facts))
    burden = _summed(facts, sued.source, (claim * facts.loss)[sued.target])
    return _ratio(burden, amounts(facts.snapshot, "equity"))


def contract_gaps(facts: Facts) -> F64:
    """Weighted number of gaps in a party's contracts."""
    found = np.zeros(len(facts.snapshot))
    weights = facts.inputs.scorecard.gap_weights
    for gap in facts.gaps:
        found[list(gap.parties)] += weights.get(gap.kind.value, 0.0)
    return found


def cooperation_years(facts: Facts) -> F64:
    """Years since we began to work together."""
    since = amounts(facts.snapshot, "cooperation_since")
    return (epoch_day(facts.snapshot) - since) / DAYS_PER_YEAR


def failed_checks(facts: Facts) -> F64:
    """How many of a party's identifiers do not pass their check."""
    held = facts.snapshot.holdings
    failed = np.asarray(facts.snapshot.identifiers["failed"].is_valid(), np.float64)
    return _summed(facts, held.party, failed[held.identifier])


def events_of(kind: EventKind) -> Number:
    """Return the question how severe a party's recent events of this kind are, summed up."""

    def severity(facts: Facts) -> F64:
        about = facts.snapshot.relationships(RelationshipKind.ABOUT)
        mine = facts.about(kind)
        return _summed(facts, about.target[mine], facts.severity[about.source[mine]])

    return severity


def watchlist(facts: Facts) -> F64:
    """How many entries of watch lists speak of a party; they do not fade."""
    about = facts.snapshot.relationships(RelationshipKind.ABOUT)
    mine = facts.about(EventKind.WATCHLIST_HIT)
    return _summed(facts, about.target[mine], np.ones(len(mine)))


def claims(facts: Facts) -> F64:
    """Return the claim of each lawsuit in major units of the book currency, NaN unknown."""
    return numbers(facts.snapshot.facts(Table.LAWSUITS)["claim"])


def _ratio(part: F64, whole: F64) -> F64:
    """Return part ÷ whole, NaN where the whole is missing or not positive."""
    ratio: F64 = np.full(len(whole), np.nan)
    np.divide(part, whole, out=ratio, where=whole > 0)
    return ratio


def _summed(facts: Facts, party: I32, value: F64) -> F64:
    return np.bincount(party, value, len(facts.snapshot)).astype(np.float64)


NUMBERS: Mapping[str, Number] = {
    "overdue_share": overdue_share,
    "days_overdue": days_overdue,
    "overdue_events": events_of(EventKind.OVERDUE),
    "equity_to_revenue": equity_to_revenue,
    "margin": margin,
    "lawsuit_burden": lawsuit_burden,
    "lawsuits_as_defendant": lawsuits_as_defendant,
    "watchlist": watchlist,
    "contract_gaps": contract_gaps,
    "complaints": events_of(EventKind.COMPLAINT),
    "negative_news": events_of(EventKind.NEGATIVE_NEWS),
    "cooperation_years": cooperation_years,
    "failed_checks": failed_checks,
}


class Range(NamedTuple):
    """Between what the answers to a question lie, and whether a larger one is worse."""

    low: float
    high: float
    larger_is_worse: bool


_COUNT = Range(0.0, np.inf, True)
RANGES: Mapping[str, Range] = {
    **dict.fromkeys(NUMBERS, _COUNT),
    "overdue_share": Range(0.0, 1.0, True),
    "equity_to_revenue": Range(-np.inf, np.inf, False),
    "margin": Range(-np.inf, 1.0, False),
    "cooperation_years": Range(-np.inf, np.inf, False),
}
TEXTS: Mapping[str, str] = {"registration_status": "status", "industry": "industry", "region": "region"}
"""Questions answered by a text: indicator -> column of the parties."""
