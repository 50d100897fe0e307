"""What is odd about a scorecard: bands that nobody reaches, worse ones with fewer points, no answers."""

from collections.abc import Iterator
from enum import StrEnum
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from analytics.inputs import Band, Indicator, Scorecard
from analytics.own.answers import asked_of, points_of_bands
from analytics.own.facts import Facts
from analytics.own.indicators import NUMBERS, RANGES, TEXTS
from analytics.own.scorecard import indicator_points
from graph.arrays import flags

Place = tuple[str | int, ...]


class DoubtKind(StrEnum):
    FEWER_POINTS = "fewer_points"
    UNREACHABLE = "unreachable"
    NOBODY_ANSWERS = "nobody_answers"
    MISSING_IS_BEST = "missing_is_best"
    NO_QUESTION = "no_question"


class Doubt(NamedTuple):
    """place: keys and places in the YAML file, counted from 0. fatal: the scorecard cannot be used so."""

    kind: DoubtKind
    place: Place
    text: str
    fatal: bool = False


def doubts(card: Scorecard) -> Iterator[Doubt]:
    """Yield what is odd about each indicator, in order."""
    for number, indicator in enumerate(card.indicators):
        place: Place = ("indicators", number)
        if indicator.name not in (NUMBERS if indicator.bands else TEXTS):
            yield Doubt(DoubtKind.NO_QUESTION, (*place, "name"), _no_question(indicator), fatal=True)
        elif indicator.bands:
            yield from _of_bands(indicator, place)
        else:
            yield from _of_words(indicator, place)
        yield from _of_missing(indicator, place)


def unanswered(facts: Facts, card: Scorecard) -> Iterator[Doubt]:
    """Yield the indicators that no party with a row of its own answers; O(facts · indicators)."""
    rated = flags(facts.snapshot.parties["rated"])
    for number, indicator in enumerate(card.indicators):
        asked = asked_of(facts.snapshot, indicator) & rated
        _, known = indicator_points(facts, indicator)
        if asked.any() and not known[asked].any():
            text = f"{indicator.name}: none of the {int(asked.sum()):,} parties that it is asked of answers"
            yield Doubt(DoubtKind.NOBODY_ANSWERS, ("indicators", number, "name"), text)


def _no_question(indicator: Indicator) -> str:
    form, known = ("bands", NUMBERS) if indicator.bands else ("words", TEXTS)
    return f"no question {indicator.name!r} is answered in {form}; there are {', '.join(known)}"


def _of_bands(indicator: Indicator, place: Place) -> Iterator[Doubt]:
    bands, within = indicator.bands, RANGES[indicator.name]
    starts = [-np.inf, *(band.below for band in bands if band.below is not None)]
    for number, (band, start) in enumerate(zip(bands, starts, strict=True)):
        empty = band.below is not None and band.below <= within.low
        if empty or start > within.high:
            reach = f"answers lie between {within.low:g} and {within.high:g}"
            text = f"{indicator.name}: nobody reaches the band {_said(band, start)}, {reach}"
            yield Doubt(DoubtKind.UNREACHABLE, (*place, "bands", number), text)
    for number, (one, other) in enumerate(pairwise(bands), 1):
        if (other.points < one.points) if within.larger_is_worse else (other.points > one.points):
            text = (
                f"{indicator.name}: {'larger' if within.larger_is_worse else 'smaller'} is worse, but from "
                f"{one.below:g} on the points go from {one.points:g} to {other.points:g}"
            )
            yield Doubt(DoubtKind.FEWER_POINTS, (*place, "bands", number), text)


def _of_words(indicator: Indicator, place: Place) -> Iterator[Doubt]:
    """Yield words that never count: every text that has them has a word of an earlier entry."""
    earlier: list[str] = []
    for number, words in enumerate(indicator.words):
        for each in words.any:
            hidden = next((word for word in earlier if word.lower() in each.lower()), None)
            if hidden is not None:
                text = f"{indicator.name}: {each!r} never counts, {hidden!r} above it is met first"
                yield Doubt(DoubtKind.UNREACHABLE, (*place, "words", number, "any"), text)
        earlier += words.any


def _of_missing(indicator: Indicator, place: Place) -> Iterator[Doubt]:
    best = float(points_of_bands(indicator)[:-1].min())
    if indicator.missing < best:
        text = f"{indicator.name}: not to answer gives {indicator.missing:g} points, fewer than any answer"
        yield Doubt(DoubtKind.MISSING_IS_BEST, place, text)


def _said(band: Band, start: float) -> str:
    return f"below {band.below:g}" if band.below is not None else f"from {start:g} on"
