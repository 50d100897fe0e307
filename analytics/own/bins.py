"""The bands that a model learns points for: the scorecard's, cut further where many parties stand in one."""

from collections.abc import Sequence

import numpy as np

from analytics.inputs import Band, Indicator
from analytics.own.answers import Answers, edges_of
from graph.arrays import F64

_PARTS = 5
_FEWEST = 0.05
"""A cut leaves at least this share of the known answers on either side of it within the band."""


def refined(indicators: Sequence[Indicator], answers: Answers) -> tuple[Indicator, ...]:
    """Return the indicators with the edges that fifths of the answers suggest, beside their own.

    A new band has the points of the one that it was cut from, so the scorecard says what it said.
    """
    return tuple(
        each if each.words else _cut(each, answers.value[answers.asked[:, column], column])
        for column, each in enumerate(indicators)
    )


def _cut(indicator: Indicator, value: F64) -> Indicator:
    known = np.sort(value[~np.isnan(value)])
    if not len(known):
        return indicator
    edges = edges_of(indicator)
    wished = np.quantile(known, np.arange(1, _PARTS) / _PARTS)
    for edge in dict.fromkeys(float(f"{each:.3g}") for each in wished):
        if _parts_enough(known, edges, edge):
            edges = sorted([*edges, edge])
    points = [band.points for band in indicator.bands]
    own = edges_of(indicator)
    bands = [Band(below=edge, points=points[int(np.searchsorted(own, edge, side="left"))]) for edge in edges]
    return indicator.model_copy(update={"bands": (*bands, indicator.bands[-1])})


def _parts_enough(known: F64, edges: Sequence[float], edge: float) -> bool:
    """Say whether a further edge leaves enough answers on either side, up to the next edges."""
    place = int(np.searchsorted(edges, edge))
    if place < len(edges) and edges[place] == edge:
        return False
    low = edges[place - 1] if place else -np.inf
    high = edges[place] if place < len(edges) else np.inf
    first, middle, last = np.searchsorted(known, [low, edge, high], side="left")
    return bool(min(middle - first, last - middle) >= _FEWEST * len(known))
