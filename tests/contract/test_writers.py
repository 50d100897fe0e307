"""One writer at a time under a lease, readers beside it, and stores that are not ready."""

from collections.abc import Callable
from contextlib import ExitStack

import pytest

from graph.changes import Batch, FencingToken, Resolution
from graph.errors import FencedOut, StoreBusy, StoreNotReady, StoreRefused, StoreTooNew
from graph.relationships import RelationshipKind
from graph.schema import Table
from graph.store import GraphStore
from graph.values import CommandId, LoadId, PartyId, RunId
from tests.contract.backends import Backend
from tests.contract.worlds import (
    WAIT_S,
    alone,
    keys_of,
    load,
    manifest,
    party_id,
    publish,
    record,
    resolve,
    scores,
    tie,
)

Open = Callable[[], GraphStore]
ACME, BOLT = record("Acme"), record("Bolt")
OWNS = tie(ACME, RelationshipKind.OWNS, BOLT)


def test_a_second_writer_is_told_who_the_first_one_is(store: GraphStore, open_store: Open) -> None:
    with ExitStack() as held:
        held.enter_context(store.lease("nightly load", wait_s=WAIT_S))
        with pytest.raises(StoreBusy, match="nightly load"):
            held.enter_context(open_store().lease("somebody else", wait_s=0.1))


def test_one_handle_gives_no_second_lease_either(store: GraphStore) -> None:
    with ExitStack() as held:
        held.enter_context(store.lease("first", wait_s=WAIT_S))
        with pytest.raises(StoreBusy, match="first"):
            held.enter_context(store.lease("second", wait_s=0.0))


def test_a_lease_is_free_once_its_context_ends(store: GraphStore, open_store: Open) -> None:
    with store.lease("first", wait_s=WAIT_S) as first:
        pass
    with open_store().lease("second", wait_s=0.0) as second:
        assert second > first


def test_a_lease_is_free_after_an_exception(store: GraphStore, open_store: Open) -> None:
    with pytest.raises(ZeroDivisionError), store.lease("first", wait_s=WAIT_S):
        raise ZeroDivisionError
    with open_store().lease("second", wait_s=0.0) as token:
        assert token == 2


def test_the_token_rises_by_one_with_each_lease(store: GraphStore) -> None:
    tokens = []
    for _ in range(3):
        with store.lease("test", wait_s=WAIT_S) as token:
            tokens.append(token)
    assert tokens == [1, 2, 3]


WRITES: dict[str, Callable[[GraphStore, LoadId, FencingToken], object]] = {
    "begin_load": lambda store, _, token: store.begin_load(manifest("late"), token=token),
    "write": lambda store, load, token: store.write(load, Batch(records=[BOLT]), token=token),
    "finish_load": lambda store, load, token: store.finish_load(load, token=token),
    "drop_load": lambda store, load, token: store.drop_load(load, token=token),
    "publish": lambda store, _, token: store.publish(Resolution(), command=CommandId("late"), token=token),
    "write_scores": lambda store, _, token: store.write_scores(
        RunId("late"), scores({party_id(ACME): 1.0}), token=token
    ),
}


@pytest.mark.parametrize("write", WRITES.values(), ids=WRITES)
def test_a_writer_that_lost_its_lease_is_fenced_out(
    store: GraphStore, open_store: Open, write: Callable[[GraphStore, LoadId, FencingToken], object]
) -> None:
    with store.lease("slow", wait_s=WAIT_S) as old:
        opened = store.begin_load(manifest("slow"), token=old)
        store.write(opened, Batch(records=[ACME]), token=old)
    with open_store().lease("quick", wait_s=WAIT_S):
        before = store.loads()
        with pytest.raises(FencedOut):
            write(store, opened, old)
        assert (store.loads(), store.version()) == (before, 0)


def test_what_a_fenced_out_writer_wanted_to_write_is_nowhere(store: GraphStore, open_store: Open) -> None:
    with store.lease("slow", wait_s=WAIT_S) as old:
        opened = store.begin_load(manifest("slow"), token=old)
    with open_store().lease("quick", wait_s=WAIT_S) as token:
        with pytest.raises(FencedOut):
            store.write(opened, Batch(records=[ACME]), token=old)
        store.finish_load(opened, token=token)
    resolve(store, Resolution())
    assert keys_of(store, Table.RECORDS) == []


def test_a_reader_sees_the_old_version_while_a_writer_works(store: GraphStore, open_store: Open) -> None:
    publish(store, [ACME])
    reader = open_store()
    before = keys_of(reader, Table.RECORDS)
    with store.lease("writer", wait_s=WAIT_S) as token:
        opened = store.begin_load(manifest("more"), token=token)
        store.write(opened, Batch(records=[BOLT], relationships=[OWNS]), token=token)
        during = keys_of(reader, Table.RECORDS), reader.version()
        store.finish_load(opened, token=token)
        store.publish(alone([BOLT]), command=CommandId("more"), token=token)
    after = keys_of(reader, Table.RECORDS), reader.version()
    assert (during, after) == ((before, 1), ([ACME.id, BOLT.id], 2))


def test_a_table_that_is_being_read_is_that_of_one_version(store: GraphStore, open_store: Open) -> None:
    publish(store, [ACME, BOLT])
    stream = open_store().columns(Table.RECORDS, version=store.version())
    first = next(stream)
    publish(store, [record("Acme", note="new")], change=Resolution())
    rows = [row["key"] for batch in (first, *stream) for row in batch.to_pylist()]
    assert rows == [ACME.id, BOLT.id]


def test_a_reading_that_is_left_in_the_middle_holds_nobody_up(store: GraphStore, open_store: Open) -> None:
    publish(store, [ACME, BOLT])
    reader = open_store()
    next(reader.columns(Table.RECORDS, version=store.version()))
    next(reader.unresolved(), None)
    publish(store, [record("Cargo")])
    assert reader.version() == 2


def test_a_load_may_be_written_while_the_unresolved_are_being_read(store: GraphStore) -> None:
    load(store, Batch(records=[ACME, BOLT]))
    pages = []
    for page in store.unresolved():
        resolve(store, alone(page))
        pages.append(page)
    assert pages == [[ACME, BOLT]]
    assert keys_of(store, Table.PARTIES) == sorted([party_id(ACME), party_id(BOLT)])


READS: dict[str, Callable[[GraphStore], object]] = {
    "lease": lambda store: store.lease("test", wait_s=0.0).__enter__(),
    "loads": lambda store: store.loads(),
    "find_keys": lambda store: store.find_keys("crm", ["acme"]),
    "unresolved": lambda store: list(store.unresolved()),
    "withdrawn": lambda store: store.withdrawn(),
    "pending": lambda store: list(store.pending(Table.RECORDS)),
    "links": lambda store: store.links([ACME.id]),
    "verdicts": lambda store: store.verdicts(),
    "version": lambda store: store.version(),
    "versions": lambda store: store.versions(),
    "columns": lambda store: list(store.columns(Table.PARTIES, version=1)),
    "parties": lambda store: store.parties([PartyId("p")]),
    "records_of": lambda store: store.records_of(PartyId("p")),
    "history": lambda store: store.history(PartyId("p"), limit=1),
    "relationship_history": lambda store: store.relationship_history(OWNS.key),
    "neighbours": lambda store: store.neighbours(PartyId("p"), frozenset(), limit=1),
    "check": lambda store: store.check(),
}


@pytest.mark.parametrize("read", READS.values(), ids=READS)
def test_before_the_schema_was_made_every_call_says_how_to_make_it(
    open_store: Open, read: Callable[[GraphStore], object]
) -> None:
    with pytest.raises(StoreNotReady, match="riskweave init"):
        read(open_store())


@pytest.mark.parametrize("read", [*READS.values(), lambda store: store.init()], ids=[*READS, "init"])
@pytest.mark.usefixtures("store")
def test_a_store_of_a_newer_program_is_left_alone(
    backend: Backend, open_store: Open, read: Callable[[GraphStore], object]
) -> None:
    backend.set_schema(99)
    with pytest.raises(StoreTooNew, match="99"):
        read(open_store())


@pytest.mark.parametrize("read", [*READS.values(), lambda store: store.init()], ids=[*READS, "init"])
@pytest.mark.usefixtures("store")
def test_a_store_of_an_earlier_program_is_left_alone_and_says_what_to_do(
    backend: Backend, open_store: Open, read: Callable[[GraphStore], object]
) -> None:
    backend.set_schema(1)
    with pytest.raises(StoreRefused, match="into a new store"):
        read(open_store())
