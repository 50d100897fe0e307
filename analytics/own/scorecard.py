"""Standalone PD by points: those that an analyst wrote, or those that a model learned."""

import numpy as np

from analytics.inputs import BaseRates, Indicator, Inputs, Scorecard
from analytics.measures import OwnRisk
from analytics.own.answers import answered, asked_of, band_of, points_of_bands
from analytics.own.attribution import hazard_shares, pd_of
from analytics.own.facts import Facts
from analytics.parties import of_kind
from graph.arrays import F64, Mask, flags
from graph.model import PartyKind
from graph.snapshot import Snapshot

__all__ = ["OwnRisk", "indicator_points", "own_risk"]

UNRATED_CONFIDENCE = 0.1
RATED_CONFIDENCE = 0.3
"""Confidence of a party with a row of its own of which no indicator is known; all known gives 1."""


def own_risk(s: Snapshot, inputs: Inputs, *, facts: Facts | None = None) -> OwnRisk:
    """Return standalone PD, confidence and hazard by indicator of every party.

    A party without a row of its own gets the base rate of its segment plus what facts say about it,
    and the lowest confidence.

    Raises
    ------
    InvalidSettings
        When the scorecard asks a question that nobody can answer.
    """
    facts = facts or Facts(s, inputs)
    card = inputs.card
    rated = flags(s.parties["rated"])
    size = len(s), len(card.indicators)
    points, asked, known = np.zeros(size), np.zeros(size, np.bool_), np.zeros(size, np.bool_)
    for place, indicator in enumerate(card.indicators):
        points[:, place], known[:, place] = indicator_points(facts, indicator)
        asked[:, place] = asked_of(s, indicator)
    points[~rated[:, None] & ~known] = 0.0
    base = base_log_odds(s, card.base_rates)
    parts = points / card.points_per_log_odds
    return OwnRisk(
        pd=pd_of(base + parts.sum(1)),
        confidence=np.where(rated, confidence_of(card, asked, known), UNRATED_CONFIDENCE),
        hazard_by_indicator=hazard_shares(base, parts),
    )


def confidence_of(card: Scorecard, asked: Mask, known: Mask) -> F64:
    """Return the confidence, in [.3, 1], of parties with a row of their own, (n,): by the weight known.

    asked, known (n, k): whether each indicator concerns a party, and whether the answer is known.
    """
    whole, told = np.zeros(len(asked)), np.zeros(len(asked))
    for column, indicator in enumerate(card.indicators):
        whole += indicator.weight * asked[:, column]
        told += indicator.weight * (asked[:, column] & known[:, column])
    share = np.divide(told, whole, out=np.zeros(len(whole)), where=whole > 0)
    return RATED_CONFIDENCE + (1 - RATED_CONFIDENCE) * share


def indicator_points(facts: Facts, indicator: Indicator) -> tuple[F64, Mask]:
    """Return (points, whether the answer is known) of every party for one indicator."""
    answer = answered(facts, indicator)
    points = points_of_bands(indicator)[band_of(answer, indicator)]
    return np.where(asked_of(facts.snapshot, indicator), points, 0.0), ~np.isnan(answer)


def base_log_odds(s: Snapshot, rates: BaseRates) -> F64:
    """Return the log-odds of the base rate of each party's segment."""
    pd = np.full(len(s), rates.unknown)
    pd[of_kind(s, PartyKind.COMPANY)] = rates.company
    pd[of_kind(s, PartyKind.PERSON)] = rates.person
    odds: F64 = np.log(pd / (1 - pd))
    return odds


def indicator_names(card: Scorecard) -> tuple[str, ...]:
    """Return the name of each column of `hazard_by_indicator`."""
    return ("base_rate", *(each.name for each in card.indicators))
