"""A batch of any size is written like a small one, and refused as a whole."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from graph.changes import Batch, Counts, Resolution
from graph.errors import FencedOut, InvalidRecord
from graph.model import Contract, Holding, IdentifierKind, Origin, Record
from graph.relationships import Relationship, RelationshipKind
from graph.schema import Table
from graph.store import GraphStore
from graph.store_digest import stored_hash
from graph.values import FactId, RecordId
from tests.contract.worlds import WAIT_S, alone, holding, keys_of, load, manifest, record, resolve, tie

MANY = 6_000
FIRMS = [record(f"Firm {number:05d}") for number in range(MANY)]
CHAIN = [
    tie(left, RelationshipKind.SUPPLIES if number % 3 else RelationshipKind.OWNS, right)
    for number, (left, right) in enumerate(zip(FIRMS, FIRMS[1:], strict=False))
]
PHONES = [holding(each, IdentifierKind.PHONE, f"+86{number // 2:011d}") for number, each in enumerate(FIRMS)]
Ties = Sequence[Relationship]
NOBODY = RecordId("crm:companies:nobody")


def write(store: GraphStore, name: str, *parts: Sequence[Record | Relationship | Holding]) -> Counts:
    records, ties, holdings = (*parts, (), ())[:3]
    with store.lease("test", wait_s=WAIT_S) as token:
        opened = store.begin_load(manifest(name), token=token)
        return store.write(opened, Batch(records=records, relationships=ties, holdings=holdings), token=token)


def test_a_large_batch_is_written_once_and_known_the_second_time(store: GraphStore) -> None:
    rows = 2 * MANY + len(CHAIN)
    counts = [write(store, "one", FIRMS, CHAIN, PHONES) for _ in range(2)]
    assert counts == [Counts(new=rows), Counts(unchanged=rows)]


def test_a_changed_large_batch_closes_what_it_changes(store: GraphStore) -> None:
    load(store, Batch(records=FIRMS, relationships=CHAIN))
    resolve(store, alone(FIRMS[:1]))
    moved = [replace(each, name=f"{each.name} Ltd") for each in FIRMS[::2]]
    assert write(store, "two", [*moved, *FIRMS[1::2]], CHAIN) == Counts(
        changed=len(moved), unchanged=MANY // 2 + len(CHAIN)
    )


def test_rows_that_changed_before_are_known_and_ended_like_others(store: GraphStore) -> None:
    def published(records: Sequence[Record]) -> list[str | None]:
        load(store, Batch(records=records, relationships=CHAIN))
        resolve(store, Resolution())
        batches = store.columns(Table.RECORDS, version=store.version())
        return sorted(name for batch in batches for name in batch.column("name").to_pylist())

    moved = [*(replace(each, name=f"{each.name} Ltd") for each in FIRMS[::2]), *FIRMS[1::2]]
    first, second = published(FIRMS), published(moved)
    assert write(store, "again", moved, CHAIN) == Counts(unchanged=MANY + len(CHAIN))
    assert write(store, "back", FIRMS, CHAIN) == Counts(changed=MANY // 2, unchanged=MANY // 2 + len(CHAIN))
    assert published(FIRMS) == first == sorted(each.name for each in FIRMS)
    assert published(moved) == second == sorted(each.name for each in moved)


def test_ties_that_come_after_their_records_are_compared_with_what_stands_by_then(store: GraphStore) -> None:
    load(store, Batch(records=FIRMS, relationships=CHAIN))
    resolve(store, alone(FIRMS[:1]))
    moved = [replace(each, reported_by="other") for each in CHAIN[::3]]
    kept = [each for number, each in enumerate(CHAIN) if number % 3]
    with store.lease("test", wait_s=WAIT_S) as token:
        opened = store.begin_load(manifest("two"), token=token)
        told = [
            store.write(opened, batch, token=token)
            for batch in (
                Batch(records=FIRMS),
                Batch(relationships=moved[:10]),
                Batch(relationships=[*moved, *kept]),
            )
        ]
        store.finish_load(opened, token=token)
    resolve(store, Resolution())
    assert told == [
        Counts(unchanged=MANY),
        Counts(changed=10),
        Counts(changed=len(moved) - 10, unchanged=10 + len(kept)),
    ]
    batches = store.columns(Table.RELATIONSHIPS, version=store.version())
    said = {
        (key, source)
        for batch in batches
        for key, source in zip(
            *(batch.column(name).to_pylist() for name in ("key", "reported_by")), strict=True
        )
    }
    assert said == {(str(each.key), each.reported_by) for each in (*moved, *kept)}


def test_rows_that_one_load_changes_and_brings_back_are_as_they_were(store: GraphStore) -> None:
    load(store, Batch(records=FIRMS, relationships=CHAIN, holdings=PHONES))
    resolve(store, alone(FIRMS[:1]))
    before = stored_hash(store)
    many, tip = slice(0, MANY - 10), FIRMS[-1]
    with store.lease("test", wait_s=WAIT_S) as token:
        opened = store.begin_load(manifest("two"), token=token)

        def told(*, records: Sequence[Record], holdings: Sequence[Holding] = (), ties: Ties = ()) -> Counts:
            batch = Batch(records=records, holdings=holdings, relationships=ties)
            return store.write(opened, batch, token=token)

        equal = told(records=FIRMS[many], holdings=PHONES[many], ties=CHAIN[many])
        renamed = told(records=[replace(tip, name="Other")])  # and without its phone
        back = told(records=FIRMS, holdings=PHONES, ties=CHAIN)
        store.finish_load(opened, token=token)
    resolve(store, Resolution())
    assert equal == Counts(unchanged=3 * (MANY - 10))
    assert renamed == Counts(changed=1, closed=1)
    assert back == Counts(unchanged=2 * MANY + len(CHAIN))
    assert stored_hash(store) == before


def test_what_facts_no_longer_name_ends_though_all_that_comes_stands(store: GraphStore) -> None:
    contracts = [
        Contract(FactId(f"contract:crm:K{number}"), f"K{number}", "crm", Origin("contracts.csv", number + 2))
        for number in range(MANY)
    ]
    signed = [
        tie(FIRMS[0], RelationshipKind.SIGNED, each.id, subject=role)
        for role in ("buyer", "seller")
        for each in contracts
    ]
    load(store, Batch(records=FIRMS[:1], contracts=contracts, relationships=signed))
    resolve(store, alone(FIRMS[:1]))
    with store.lease("test", wait_s=WAIT_S) as token:
        opened = store.begin_load(manifest("two"), token=token)
        batch = Batch(contracts=contracts, relationships=signed[1:])
        counts = store.write(opened, batch, token=token)
        store.finish_load(opened, token=token)
    resolve(store, Resolution())
    assert counts == Counts(unchanged=3 * MANY - 1, closed=1)
    assert set(keys_of(store, Table.RELATIONSHIPS)) == {each.key for each in signed[1:]}


def test_a_writer_whose_lease_is_lost_is_told_so_even_where_it_brings_nothing_new(store: GraphStore) -> None:
    load(store, Batch(records=FIRMS, relationships=CHAIN))
    resolve(store, alone(FIRMS[:1]))
    with store.lease("first", wait_s=WAIT_S) as lost:
        opened = store.begin_load(manifest("two"), token=lost)
    with store.lease("second", wait_s=WAIT_S), pytest.raises(FencedOut):
        store.write(opened, Batch(records=FIRMS, relationships=CHAIN), token=lost)


@pytest.mark.parametrize(
    "unfit",
    [
        (FIRMS, [*CHAIN, tie(FIRMS[0], RelationshipKind.OWNS, NOBODY)]),
        ([*FIRMS, record("Torn \ud83d")], CHAIN),
        ([*FIRMS, replace(record("Far"), origin=Origin("far.csv", 2**70))], CHAIN),
    ],
    ids=["an end that is nowhere", "half a character", "a number beyond 64 bits"],
)
def test_a_large_batch_with_one_unfit_row_leaves_nothing(
    store: GraphStore, unfit: tuple[Sequence[Record], Sequence[Relationship]]
) -> None:
    with store.lease("test", wait_s=WAIT_S) as token:
        opened = store.begin_load(manifest("one"), token=token)
        with pytest.raises(InvalidRecord):
            store.write(opened, Batch(records=unfit[0], relationships=unfit[1]), token=token)
        store.finish_load(opened, token=token)
    resolve(store, Resolution())
    assert [table for table in Table if keys_of(store, table)] == []
