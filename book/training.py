"""From the store's history and a list of failures to a learned model of own risk, judged afterwards."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple

import numpy as np
import pyarrow as pa

from analytics.inputs import LearnedModel
from analytics.own.answers import answers
from analytics.own.facts import Facts
from analytics.own.judging import Report, judged
from analytics.own.learned import learn
from analytics.own.windows import HORIZON, Window, Windows, refuse_overlaps
from analytics.parties import epoch_day, with_role
from book.inputs import RunInputs
from book.manifest import engine_version
from book.moved import moved_ids, moved_to
from book.outcomes import Failures
from graph.arrays import F64, I32, Mask, flags, positions_in
from graph.errors import InvalidInput
from graph.model import Role
from graph.snapshot import Published, Snapshot
from graph.values import PartyId

_EPOCH = date(1970, 1, 1)
_TICK = timedelta(microseconds=1)
_NEVER = np.inf


class Trained(NamedTuple):
    """A model, what the last window says of it, and the windows themselves.

    unknown: how many of the failures belong to nobody who was a party in any of the windows.
    """

    model: LearnedModel
    report: Report
    windows: Windows
    unknown: int


def train(
    store: Published,
    inputs: RunInputs,
    failures: Failures,
    days: Sequence[date],
    *,
    observed_until: date,
    hindsight: bool = False,
) -> Trained:
    """Learn from what the store knew on each of these days and from who failed within a year after it.

    The last day judges, the one before it calibrates. Who has a row of its own, is none of our own firms and
    had not failed yet counts. observed_until: the last day whose failures are listed. hindsight: take what
    is known today about those days, where the store was filled later; rows that were replaced since are
    seen as they are now, so such figures flatter.

    Raises
    ------
    InvalidInput
        When windows overlap, are too few, are not over yet, have outcomes of one kind only, or when
        nothing was known on a day.
    """
    ordered = sorted(days)
    refuse_overlaps(ordered)
    if ordered[-1] + HORIZON > observed_until:
        raise InvalidInput(
            f"The window of {ordered[-1]} ends on {ordered[-1] + HORIZON}, but failures are known until "
            f"{observed_until} only; name an earlier day, or say until when the list is complete"
        )
    found, told = [], np.zeros(len(failures), np.bool_)
    for day in ordered:
        window, met = _window(_snapshot(store, inputs, day, hindsight=hindsight), inputs, failures)
        found.append(window)
        told |= met
    windows, card = Windows.of(found), inputs.settings.scorecard
    model = learn(windows, card, engine=engine_version(), hindsight=hindsight)
    return Trained(model, judged(windows, card, model), windows, int((~told).sum()))


def _snapshot(store: Published, inputs: RunInputs, day: date, *, hindsight: bool) -> Snapshot:
    end = datetime.combine(day + timedelta(days=1), time(), UTC) - _TICK
    snapshot = Snapshot.of(store, valid_on=day, rates=inputs.rates, known_at=None if hindsight else end)
    if snapshot.version == 0:
        first = min(store.versions().values(), default=None)
        since = f"the first rows were published on {first:%Y-%m-%d}" if first else "nothing was published yet"
        raise InvalidInput(
            f"Nothing was known on {day}: {since}; name later days, or look with hindsight at what is known "
            "today about that day"
        )
    return snapshot


def _window(s: Snapshot, inputs: RunInputs, failures: Failures) -> tuple[Window, Mask]:
    """Return the window that begins on the snapshot's day, and which failures are those of a party in it."""
    failed_on, told = _failed_on(s, failures)
    today = epoch_day(s)
    there = flags(s.parties["rated"]) & ~with_role(s, Role.HOUSE) & (failed_on > today)
    parties = np.flatnonzero(there)
    within = failed_on[parties] <= today + HORIZON.days
    facts = Facts(s, inputs.settings)
    return Window(s.valid_on, answers(facts, inputs.settings.scorecard.indicators, parties), within), told


def _failed_on(s: Snapshot, failures: Failures) -> tuple[F64, Mask]:
    """Return the day of each party's first failure, (n,), infinite for none; and whose failure is whose."""
    records = positions_in(pa.array(failures.records, pa.string()), s.records["key"])
    party_of = np.append(np.asarray(s.records["party_index"], np.int32), -1)
    position = np.concatenate([_positions(s, list(failures.parties)), party_of[records]])
    days = [(day - _EPOCH).days for day in (*failures.parties.values(), *failures.records.values())]
    failed_on, told = np.full(len(s), _NEVER), position >= 0
    np.minimum.at(failed_on, position[told], np.array(days, np.float64)[told])
    return failed_on, told


def _positions(s: Snapshot, ids: list[PartyId]) -> I32:
    """Return where these parties are, -1 for nobody; ids from before a merge lead to who they are now."""
    found = positions_in(pa.array(ids, pa.string()), s.parties["key"])
    if not (found < 0).any():
        return found
    moved = moved_ids(s)
    now = [
        moved_to(moved, party) if place < 0 else int(place) for party, place in zip(ids, found, strict=True)
    ]
    return np.array([-1 if place is None else place for place in now], np.int32)
