"""What a snapshot shows of a day in the world, as it was known on another day: on every store."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from graph.changes import Batch, PossibleMatch, Resolution
from graph.model import Contract, IdentifierKind, Origin
from graph.rates import DatedRate, Rates
from graph.relationships import RelationshipKind
from graph.schema import Table
from graph.snapshot import Snapshot
from graph.store import GraphStore
from graph.values import FactId, Money, StoreVersion
from tests.contract.worlds import (
    alone,
    holding,
    link,
    load,
    party,
    party_id,
    publish,
    record,
    resolve,
    tie,
)
from tests.history.rounds import moments
from tests.worlds import CNY, cny

OWES, SUPPLIES = RelationshipKind.OWES, RelationshipKind.SUPPLIES
ACME, ACNE, BOLT, CARGO = record("Acme"), record("Acne"), record("Bolt"), record("Cargo")
TODAY = date(2026, 11, 1)
NOTHING = Resolution()
MERGED = Resolution(
    parties=[party(ACME, ACNE)], links=[link(ACNE, ACME)], moved={party_id(ACNE): (party_id(ACME),)}
)
UNDONE = Resolution(parties=[party(ACME), party(ACNE)], links=[link(ACNE)])


def known(store: GraphStore, version: int, *, valid_on: date = TODAY, rates: Rates = CNY) -> Snapshot:
    """Return what was known while `version` was the last one."""
    at = moments(store)[StoreVersion(version)]
    return Snapshot.of(store, valid_on=valid_on, known_at=at, rates=rates)


def amounts(snapshot: Snapshot, kind: RelationshipKind) -> list[float]:
    return snapshot.relationships(kind).values["amount"].tolist()


def parties(snapshot: Snapshot) -> list[str]:
    return snapshot.parties["key"].to_pylist()


def ids(*records: object) -> list[str]:
    return sorted(party_id(each) for each in records)


def test_a_corrected_amount_is_known_from_its_correction_on(store: GraphStore) -> None:
    first = tie(ACME, OWES, BOLT, amount=cny(100), overdue=cny(10))
    corrected = tie(ACME, OWES, BOLT, amount=cny(900))
    publish(store, [ACME, BOLT], [first])
    publish(store, [], [corrected], change=NOTHING)
    assert [amounts(known(store, version), OWES) for version in (1, 2)] == [[100.0], [900.0]]
    assert known(store, 1).relationships(OWES).values["overdue"].tolist() == [10.0]


def test_a_correction_counts_from_the_very_instant_of_its_publication(store: GraphStore) -> None:
    publish(store, [ACME, BOLT], [tie(ACME, OWES, BOLT, amount=cny(1))])
    publish(store, [], [tie(ACME, OWES, BOLT, amount=cny(2))], change=NOTHING)
    at = store.versions()[StoreVersion(2)]
    tick = timedelta(microseconds=1)
    shown = [Snapshot.of(store, valid_on=TODAY, known_at=each, rates=CNY) for each in (at - tick, at)]
    assert [amounts(each, OWES) for each in shown] == [[1.0], [2.0]]


def test_a_tie_whose_source_dropped_it_was_known_before(store: GraphStore) -> None:
    publish(store, [ACME, BOLT], [tie(ACME, OWES, BOLT, amount=cny(1))])
    load(store, Batch(records=[ACME, BOLT]), replace=True)
    resolve(store, NOTHING)
    assert [len(known(store, version).relationships(OWES)) for version in (1, 2)] == [1, 0]


def test_a_replaced_source_takes_its_parties_with_it_but_not_their_past(store: GraphStore) -> None:
    elsewhere = record("Cargo", source="registry")
    publish(store, [ACME, BOLT, elsewhere])
    load(store, Batch(records=[BOLT]), replace=True)
    resolve(store, Resolution(closed=[ACME.id]))
    linked = [known(store, version).records["key"].to_pylist() for version in (1, 2)]
    assert linked == [sorted([ACME.id, BOLT.id, elsewhere.id]), sorted([BOLT.id, elsewhere.id])]


def test_a_merge_and_its_undo_each_have_their_day(store: GraphStore) -> None:
    publish(store, [ACME, ACNE, BOLT], [tie(ACNE, OWES, BOLT, amount=cny(5))])
    resolve(store, MERGED)
    resolve(store, UNDONE)
    assert [parties(known(store, version)) for version in (1, 2, 3)] == [
        ids(ACME, ACNE, BOLT),
        ids(ACME, BOLT),
        ids(ACME, ACNE, BOLT),
    ]
    debtors = [
        parties(shown)[shown.relationships(OWES).source[0]]
        for shown in (known(store, version) for version in (1, 2, 3))
    ]
    assert debtors == [party_id(ACNE), party_id(ACME), party_id(ACNE)]
    assert known(store, 1).content_hash == known(store, 3).content_hash != known(store, 2).content_hash


def test_a_tie_that_a_merge_turned_into_a_loop_counts_again_after_the_undo(store: GraphStore) -> None:
    publish(store, [ACME, ACNE], [tie(ACME, OWES, ACNE, amount=cny(5))])
    resolve(store, MERGED)
    resolve(store, UNDONE)
    assert [len(known(store, version).relationships(OWES)) for version in (1, 2, 3)] == [1, 0, 1]


@pytest.mark.parametrize(
    ("day", "amount"),
    [
        (date(2019, 12, 31), []),
        (date(2020, 1, 1), [7.0]),
        (date(2024, 12, 31), [7.0]),
        (date(2025, 1, 1), []),
    ],
)
def test_the_day_in_the_world_and_the_day_of_knowing_are_two(
    store: GraphStore, day: date, amount: list[float]
) -> None:
    open_ended = tie(ACME, SUPPLIES, BOLT, since=date(2020, 1, 1), amount=cny(7))
    ended = replace(open_ended, when=replace(open_ended.when, until=date(2025, 1, 1)))
    publish(store, [ACME, BOLT], [open_ended])
    publish(store, [], [ended], change=NOTHING)
    assert amounts(known(store, 2, valid_on=day), SUPPLIES) == amount
    before = [7.0] if day >= date(2020, 1, 1) else []
    assert amounts(known(store, 1, valid_on=day), SUPPLIES) == before


def test_a_balance_of_a_later_day_does_not_count_on_an_earlier_one(store: GraphStore) -> None:
    later = date(2026, 12, 31)
    publish(store, [ACME, BOLT], [tie(ACME, OWES, BOLT, amount=cny(3), as_of=later)])
    assert amounts(known(store, 1), OWES) == []
    assert amounts(known(store, 1, valid_on=later), OWES) == [3.0]


def test_an_amount_is_worth_what_its_currency_was_on_that_day(store: GraphStore) -> None:
    rates = Rates(
        "CNY",
        {
            "CNY": (DatedRate(date.min, 1.0),),
            "USD": (DatedRate(date(2020, 1, 1), 6.5), DatedRate(date(2026, 1, 1), 7.0)),
        },
    )
    publish(store, [ACME, BOLT], [tie(ACME, OWES, BOLT, amount=Money(100_00, "USD"))])
    worth = [amounts(known(store, 1, valid_on=day, rates=rates), OWES) for day in (date(2025, 12, 31), TODAY)]
    assert worth == [[650.0], [700.0]]


def test_a_contract_is_shown_as_it_was_told_then(store: GraphStore) -> None:
    contract = Contract(
        FactId("contract:erp:1"), "1", "erp", Origin("c.csv", 2), amount=cny(10), status="draft"
    )
    signed = replace(contract, status="signed", amount=cny(12))
    publish(store, [ACME], [tie(ACME, RelationshipKind.SIGNED, contract.id)], contracts=[contract])
    publish(store, [], contracts=[signed], change=NOTHING)
    rows = [known(store, version).facts(Table.CONTRACTS).to_pylist() for version in (1, 2)]
    assert [[(row["status"], row["amount"]) for row in each] for each in rows] == [
        [("draft", 10.0)],
        [("signed", 12.0)],
    ]


def test_an_identifier_is_held_from_the_publication_of_its_row(store: GraphStore) -> None:
    publish(store, [ACME, BOLT])
    publish(
        store, [], holdings=[holding(each, IdentifierKind.PHONE, "+8613800000001") for each in (ACME, BOLT)]
    )
    assert [known(store, version).holding_rows.num_rows for version in (1, 2)] == [0, 2]


def test_an_undecided_pair_is_undecided_only_while_it_was(store: GraphStore) -> None:
    pair = PossibleMatch(*sorted((party_id(ACME), party_id(ACNE))), 0.4)
    publish(store, [ACME, ACNE], change=replace(alone([ACME, ACNE]), possible=[pair]))
    resolve(store, MERGED)
    assert [known(store, version).possible.num_rows for version in (1, 2)] == [1, 0]


def test_what_is_loaded_but_not_published_is_not_known_on_any_day(store: GraphStore) -> None:
    publish(store, [ACME])
    before = Snapshot.of(store, valid_on=TODAY, rates=CNY)
    load(store, Batch(records=[BOLT, replace(ACME, name="Acme Holding")]), replace=True)
    for at in (*moments(store).values(), None):
        shown = Snapshot.of(store, valid_on=TODAY, known_at=at, rates=CNY)
        assert (shown.version, shown.content_hash) == (1, before.content_hash)


def test_before_anything_was_known_there_is_nothing(store: GraphStore) -> None:
    publish(store, [ACME], [])
    at = next(iter(store.versions().values())) - timedelta(seconds=1)
    shown = Snapshot.of(store, valid_on=TODAY, known_at=at, rates=CNY)
    assert (shown.version, len(shown), shown.ties.num_rows) == (0, 0, 0)


def test_the_moment_of_asking_is_no_part_of_the_hash(store: GraphStore) -> None:
    publish(store, [ACME])
    at = store.versions()[StoreVersion(1)]
    later: Iterable[datetime] = (at, at + timedelta(hours=1), at + timedelta(days=400))
    shown = [Snapshot.of(store, valid_on=TODAY, known_at=each, rates=CNY) for each in later]
    assert len({each.content_hash for each in shown}) == 1
    assert len({each.known_at for each in shown}) == 3


def test_the_day_and_the_rates_are_part_of_the_hash(store: GraphStore) -> None:
    publish(store, [ACME])
    other_rates = Rates("CNY", {"CNY": (DatedRate(date.min, 1.0),), "USD": (DatedRate(date.min, 7.0),)})
    shown = [
        known(store, 1),
        known(store, 1, valid_on=TODAY + timedelta(days=1)),
        known(store, 1, rates=other_rates),
    ]
    assert len({each.content_hash for each in shown}) == 3
