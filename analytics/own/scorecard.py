"""Standalone PD by a scorecard that an analyst can read and edit."""

import numpy as np

from analytics.inputs import BaseRates, Indicator, Inputs, Scorecard
from analytics.measures import OwnRisk
from analytics.own.attribution import hazard_shares, pd_of
from analytics.own.facts import Facts
from analytics.own.indicators import NUMBERS, TEXTS
from analytics.parties import of_kind
from graph.arrays import F64, Mask, codes, flags
from graph.errors import InvalidSettings
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
    card = inputs.scorecard
    rated = flags(s.parties["rated"])
    points, known = np.zeros((len(s), len(card.indicators))), np.zeros(len(s))
    asked = np.zeros(len(s))
    for place, indicator in enumerate(card.indicators):
        points[:, place], told = indicator_points(facts, indicator)
        points[~rated & ~told, place] = 0.0
        concerned = asked_of(s, indicator)
        asked += indicator.weight * concerned
        known += indicator.weight * (concerned & told)
    share = np.divide(known, asked, out=np.zeros(len(s)), where=asked > 0)
    base = base_log_odds(s, card.base_rates)
    parts = points / card.points_per_log_odds
    return OwnRisk(
        pd=pd_of(base + parts.sum(1)),
        confidence=np.where(rated, RATED_CONFIDENCE + (1 - RATED_CONFIDENCE) * share, UNRATED_CONFIDENCE),
        hazard_by_indicator=hazard_shares(base, parts),
    )


def indicator_points(facts: Facts, indicator: Indicator) -> tuple[F64, Mask]:
    """Return (points, whether the answer is known) of every party for one indicator."""
    if indicator.name in NUMBERS and indicator.bands:
        points, known = _banded(NUMBERS[indicator.name](facts), indicator)
    elif indicator.name in TEXTS and indicator.words:
        points, known = _worded(facts.snapshot, indicator)
    else:
        needs = ", ".join([*(f"{name} (bands)" for name in NUMBERS), *(f"{name} (words)" for name in TEXTS)])
        raise InvalidSettings(
            f"scorecard, indicator {indicator.name!r}: no such question in this form; there are {needs}"
        )
    return np.where(asked_of(facts.snapshot, indicator), points, 0.0), known


def asked_of(s: Snapshot, indicator: Indicator) -> Mask:
    """Return which parties the question concerns, by their kind."""
    concerned = np.zeros(len(s), np.bool_)
    for kind in indicator.asked_of:
        concerned |= of_kind(s, kind)
    return concerned


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


def _banded(values: F64, indicator: Indicator) -> tuple[F64, Mask]:
    edges = [band.below for band in indicator.bands if band.below is not None]
    points = np.array([band.points for band in indicator.bands])
    known = ~np.isnan(values)
    told = points[np.searchsorted(edges, values, side="right")]
    return np.where(known, told, indicator.missing), known


def _worded(s: Snapshot, indicator: Indicator) -> tuple[F64, Mask]:
    number, texts = codes(s.parties[TEXTS[indicator.name]])
    points = np.array([_points_of(text, indicator) for text in texts] or [indicator.missing])
    known = np.array([bool(text and text.strip()) for text in texts] or [False])
    return points[number], known[number]


def _points_of(text: str | None, indicator: Indicator) -> float:
    if not text or not text.strip():
        return indicator.missing
    lower = text.lower()
    for words in indicator.words:
        if any(word.lower() in lower for word in words.any):
            return words.points
    return indicator.other
