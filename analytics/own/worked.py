"""How a scorecard comes to its answer for one party, line by line, for whoever edits it."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from analytics.inputs import Indicator, Scorecard
from analytics.own.answers import KINDS, Answers, answers, band_of, edges_of, points_of_bands
from analytics.own.attribution import pd_of
from analytics.own.facts import Facts
from analytics.own.indicators import RANGES, TEXTS
from analytics.own.logistic import weights_of
from analytics.own.scorecard import confidence_of
from analytics.parties import text_of

_BELOW = 0.1


class WorkedLine(NamedTuple):
    """One indicator: what the party answers, its band, the points of it and what they add to the log-odds."""

    indicator: str
    answer: str
    band: str
    points: float
    log_odds: float


class WorkedRow(NamedTuple):
    """A party through the scorecard: base and lines sum to `log_odds`. pd, confidence in [0, 1]."""

    party: str
    kind: str
    base: float
    lines: tuple[WorkedLine, ...]
    log_odds: float
    pd: float
    confidence: float


def worked(facts: Facts, card: Scorecard, position: int) -> WorkedRow:
    """Return the row of a party with a row of its own; O(facts)."""
    told = answers(facts, card.indicators, np.array([position]))
    texts = {name: text_of(facts.snapshot, column, position) for name, column in TEXTS.items()}
    name = str(facts.snapshot.parties["name"][position].as_py())
    return _row(name, card, told, {name: text for name, text in texts.items() if text})


def invented(card: Scorecard) -> tuple[WorkedRow, ...]:
    """Return three companies: with the best answers, with none, and with the worst."""
    best, worst = (
        [_answer(each, int(pick(points_of_bands(each)[:-1]))) for each in card.indicators]
        for pick in (np.argmin, np.argmax)
    )
    nothing = [np.nan] * len(card.indicators)
    named = (
        ("invented: all is well", best),
        ("invented: nothing known", nothing),
        ("invented: all is bad", worst),
    )
    return tuple(_row(name, card, _company(card, each), {}) for name, each in named)


def _row(party: str, card: Scorecard, told: Answers, texts: dict[str, str]) -> WorkedRow:
    weights = weights_of(card)
    base = float(weights.base[told.kind[0]])
    lines = tuple(_lines(card, told, texts))
    log_odds = base + sum(line.log_odds for line in lines)
    known = ~np.isnan(told.value)
    return WorkedRow(
        party,
        KINDS[told.kind[0]].value,
        base,
        lines,
        log_odds,
        float(pd_of(np.array([log_odds]))[0]),
        float(confidence_of(card, told.asked, known)[0]),
    )


def _lines(card: Scorecard, told: Answers, texts: dict[str, str]) -> Iterator[WorkedLine]:
    for column, indicator in enumerate(card.indicators):
        value = float(told.value[0, column])
        if not told.asked[0, column]:
            yield WorkedLine(indicator.name, "", "not asked", 0.0, 0.0)
            continue
        place = int(band_of(told.value[0, [column]], indicator)[0])
        points = float(points_of_bands(indicator)[place])
        said = "" if np.isnan(value) else texts.get(indicator.name) or _value(value, indicator)
        yield WorkedLine(
            indicator.name, said, _band(place, indicator), points, points / card.points_per_log_odds
        )


def _band(place: int, indicator: Indicator) -> str:
    edges = edges_of(indicator)
    if place > len(edges):
        return "missing"
    if indicator.words:
        return "other" if place == len(edges) else " / ".join(indicator.words[place].any)
    if not edges:
        return "any"
    low = "" if place == 0 else f"from {edges[place - 1]:g}"
    high = "" if place == len(edges) else f"below {edges[place]:g}"
    return " ".join(part for part in (low, high) if part)


def _value(value: float, indicator: Indicator) -> str:
    if not indicator.words:
        return f"{value:.4g}"
    return indicator.words[int(value)].any[0] if value < len(indicator.words) else "another text"


def _answer(indicator: Indicator, band: int) -> float:
    """Return an answer that falls into a band: the border that it begins at, or somewhat below the first."""
    edges = edges_of(indicator)
    if indicator.words:
        return float(band)
    if not edges:
        return 0.0
    return edges[band - 1] if band else max(RANGES[indicator.name].low, edges[0] - _BELOW)


def _company(card: Scorecard, values: list[float]) -> Answers:
    asked = np.array([[KINDS[0] in each.asked_of for each in card.indicators]])
    return Answers(np.array([values]), asked, np.zeros(1, np.uint8))
