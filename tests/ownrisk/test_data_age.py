"""How old what is known of a party is."""

from datetime import date, datetime, timedelta

import numpy as np

from analytics.freshness import newest_day
from analytics.parties import epoch_day
from graph.changes import Batch
from graph.model import Event, EventKind, Lawsuit, Origin
from graph.relationships import RelationshipKind, Terms
from graph.snapshot import Snapshot
from graph.values import FactId
from tests.worlds import TODAY, cny, company, position, tie, world

K = RelationshipKind
A, B, C = company("a"), company("b"), company("c")


def age(s: Snapshot, party=A) -> int | None:
    newest = newest_day(s)[position(s, party)]
    return None if np.isnan(newest) else epoch_day(s) - int(newest)


def before(days: int) -> date:
    return TODAY - timedelta(days=days)


def test_the_newest_of_debts_and_ties_counts_for_both_ends() -> None:
    owes = tie(K.OWES, A, B, terms=Terms(amount=cny(5), as_of=before(40)))
    s = world([A, B, C], [owes, tie(K.PARTNERS_WITH, A, C, since=before(900))])
    assert (age(s), age(s, B), age(s, C)) == (40, 40, 900)


def test_nothing_with_a_day_is_no_age() -> None:
    assert age(world([A, B], [tie(K.PARTNERS_WITH, A, B)])) is None


def test_events_lawsuits_and_payments_count_by_their_own_day() -> None:
    event = Event(FactId("event:n:1"), EventKind.COMPLAINT, 0.5, "n", Origin("n.csv", 2), at=before(7))
    trial = Lawsuit(FactId("lawsuit:c:x/1"), "x", "1", "c", Origin("c.csv", 2), filed=before(12))
    at = datetime.combine(before(3), datetime.min.time()).astimezone()
    s = world(
        [A, B, C],
        [
            tie(K.ABOUT, event.id, A),
            tie(K.DEFENDANT_IN, B, trial.id),
            tie(K.TRANSFERRED, C, B, terms=Terms(amount=cny(1), at=at)),
        ],
        facts=Batch(events=[event], lawsuits=[trial]),
    )
    assert (age(s), age(s, B), age(s, C)) == (7, 3, 3)


def test_a_day_to_come_is_not_counted() -> None:
    event = Event(FactId("event:n:1"), EventKind.COMPLAINT, 0.5, "n", Origin("n.csv", 2), at=before(-7))
    assert age(world([A], [tie(K.ABOUT, event.id, A)], facts=Batch(events=[event]))) is None
