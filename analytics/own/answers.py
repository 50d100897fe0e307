"""What parties answer to the questions of a scorecard, and into which band each answer falls."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from analytics.inputs import Indicator
from analytics.own.facts import Facts
from analytics.own.indicators import NUMBERS, TEXTS
from analytics.parties import of_kind
from graph.arrays import F64, I64, U8, Mask, codes
from graph.errors import InvalidSettings
from graph.model import PartyKind
from graph.snapshot import Snapshot

KINDS = (PartyKind.COMPANY, PartyKind.PERSON, PartyKind.UNKNOWN)


class Answers(NamedTuple):
    """The answers of n parties to k questions.

    value (n, k): see `answered`. asked (n, k): whether the question concerns the party. kind (n,): place
    in `KINDS`.
    """

    value: F64
    asked: Mask
    kind: U8


def answers(facts: Facts, indicators: Sequence[Indicator], parties: I64) -> Answers:
    """Return what these parties, given by position, answer to these questions. O(facts + n · k)."""
    s = facts.snapshot
    kind = np.full(len(s), KINDS.index(PartyKind.UNKNOWN), np.uint8)
    for place, each in enumerate(KINDS):
        kind[of_kind(s, each)] = place
    size = len(parties), len(indicators)
    value, asked = np.empty(size), np.empty(size, np.bool_)
    for column, indicator in enumerate(indicators):
        value[:, column] = answered(facts, indicator)[parties]
        asked[:, column] = asked_of(s, indicator)[parties]
    return Answers(value, asked, kind[parties])


def answered(facts: Facts, indicator: Indicator) -> F64:
    """Return what every party answers, (n,): a number, or which of `words` its text has; NaN: not known.

    A text without any of the words counts as one more kind of words, after the last.

    Raises
    ------
    InvalidSettings
        When nobody can answer the question in this form.
    """
    if indicator.name in NUMBERS and indicator.bands:
        return NUMBERS[indicator.name](facts)
    if indicator.name in TEXTS and indicator.words:
        number, texts = codes(facts.snapshot.parties[TEXTS[indicator.name]])
        return np.array([_words_in(text, indicator) for text in texts] or [np.nan])[number]
    needs = ", ".join([*(f"{name} (bands)" for name in NUMBERS), *(f"{name} (words)" for name in TEXTS)])
    raise InvalidSettings(
        f"scorecard, indicator {indicator.name!r}: no such question in this form; there are {needs}"
    )


def asked_of(s: Snapshot, indicator: Indicator) -> Mask:
    """Return which parties the question concerns, by their kind."""
    concerned = np.zeros(len(s), np.bool_)
    for kind in indicator.asked_of:
        concerned |= of_kind(s, kind)
    return concerned


def band_of(answer: F64, indicator: Indicator) -> I64:
    """Return the place of each answer in `points_of_bands`."""
    edges = edges_of(indicator)
    return np.where(np.isnan(answer), len(edges) + 1, np.searchsorted(edges, answer, side="right"))


def edges_of(indicator: Indicator) -> list[float]:
    """Return where one band ends and the next begins; words count as 0, 1 … and then all other texts."""
    if indicator.words:
        return [float(place) for place in range(1, len(indicator.words) + 1)]
    return [band.below for band in indicator.bands if band.below is not None]


def points_of_bands(indicator: Indicator) -> F64:
    """Return the points of each band, (bands + 1,); the last are those of a missing answer."""
    if indicator.words:
        return np.array([*(each.points for each in indicator.words), indicator.other, indicator.missing])
    return np.array([*(band.points for band in indicator.bands), indicator.missing])


def _words_in(text: str | None, indicator: Indicator) -> float:
    if not text or not text.strip():
        return np.nan
    lower = text.lower()
    for place, words in enumerate(indicator.words):
        if any(word.lower() in lower for word in words.any):
            return place
    return len(indicator.words)
