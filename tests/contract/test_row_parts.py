"""A row that comes again and says something else ends what it no longer says, and nothing more."""

from collections.abc import Iterable
from dataclasses import replace

from graph.changes import Batch, Counts, Resolution
from graph.model import (
    Contract,
    Event,
    EventKind,
    Holding,
    Identifier,
    IdentifierKind,
    Lawsuit,
    Origin,
    Record,
)
from graph.relationships import Relationship, RelationshipKind
from graph.schema import Table
from graph.store import GraphStore
from graph.values import FactId, RecordId, StoreVersion
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
    table_of,
    tie,
)

OLD, NEW = "+8613800000001", "+8613800000002"
SIGNED, OFFICER = RelationshipKind.SIGNED, RelationshipKind.OFFICER_OF
FIRST, SECOND, ELSEWHERE = Origin("companies.csv", 2), Origin("newer.csv", 7), Origin("payments.csv", 2)
ACME = replace(record("Acme", phones=[OLD]), origin=FIRST)
CHANGED = replace(record("Acme", phones=[NEW]), origin=SECOND)
BOLT, CARGO = record("Bolt"), record("Cargo")
CONTRACT = Contract(FactId("contract:crm:K1"), "K1", "crm", Origin("contracts.csv", 2))


def phone(of: Record, value: str, origin: Origin | None = None) -> Holding:
    return Holding(of.id, Identifier(IdentifierKind.PHONE, value), of.source, origin or of.origin)


def mention(row: str, name: str, *, table: str = "contracts", place: str = "buyer0") -> Record:
    return record(name, key=f"{row}#{place}", table=table, mention=True)


def parts(store: GraphStore, *, version: StoreVersion | None = None) -> tuple[set[str], set[str]]:
    """Return which identifiers and which ties are visible."""
    held = table_of(store, Table.HOLDINGS, version=version).column("value").to_pylist()
    return set(held), set(keys_of(store, Table.RELATIONSHIPS, version=version))


def change(store: GraphStore, batch: Batch, *, closed: Iterable[RecordId] = ()) -> None:
    load(store, batch)
    resolve(store, Resolution(closed=list(closed)))


def test_a_changed_row_ends_the_identifier_it_no_longer_has(store: GraphStore) -> None:
    publish(store, [ACME], holdings=[phone(ACME, OLD)])
    change(store, Batch(records=[CHANGED], holdings=[phone(CHANGED, NEW)]))
    assert parts(store)[0] == {NEW}
    assert parts(store, version=StoreVersion(1))[0] == {OLD}
    old, new = sorted(store.history(party_id(ACME), limit=9).holdings, key=lambda each: each.known.since)
    assert (old.value, new.value) == (phone(ACME, OLD), phone(CHANGED, NEW))
    assert (old.known.until, old.closed_by) == (new.known.since, new.load)


def test_what_a_row_ended_is_counted(store: GraphStore) -> None:
    publish(store, [ACME], holdings=[phone(ACME, OLD)])
    with store.lease("test", wait_s=WAIT_S) as token:
        opened = store.begin_load(manifest("next"), token=token)
        counts = store.write(opened, Batch(records=[CHANGED], holdings=[phone(CHANGED, NEW)]), token=token)
    assert counts == Counts(new=1, changed=1, closed=1)


def test_what_a_changed_row_still_has_stays_as_it_was(store: GraphStore) -> None:
    publish(store, [ACME], holdings=[phone(ACME, OLD)])
    change(store, Batch(records=[CHANGED], holdings=[phone(CHANGED, OLD), phone(CHANGED, NEW)]))
    assert parts(store)[0] == {OLD, NEW}
    stood = [each for each in store.history(party_id(ACME), limit=9).holdings if each.load == 1]
    assert [(each.value.origin, each.known.until) for each in stood] == [(FIRST, None)]


def test_a_row_ends_what_an_earlier_version_of_it_had_brought(store: GraphStore) -> None:
    publish(store, [ACME], holdings=[phone(ACME, OLD)])
    renamed = replace(ACME, name="Acme Holding", origin=SECOND)
    change(store, Batch(records=[renamed], holdings=[phone(renamed, OLD)]))
    third = replace(CHANGED, origin=Origin("third.csv", 3))
    change(store, Batch(records=[third], holdings=[phone(third, NEW)]))
    assert parts(store)[0] == {NEW}


def test_what_another_row_says_of_a_record_stays(store: GraphStore) -> None:
    publish(store, [ACME], holdings=[phone(ACME, OLD, ELSEWHERE)])
    change(store, Batch(records=[CHANGED], holdings=[phone(CHANGED, NEW)]))
    assert parts(store)[0] == {OLD, NEW}


def test_what_other_records_have_stays(store: GraphStore) -> None:
    publish(store, [ACME, BOLT], holdings=[phone(BOLT, OLD, FIRST)])
    change(store, Batch(records=[CHANGED], holdings=[phone(CHANGED, NEW)]))
    assert parts(store)[0] == {OLD, NEW}


def test_a_row_that_says_the_same_ends_nothing(store: GraphStore) -> None:
    publish(store, [ACME], holdings=[phone(ACME, OLD)])
    change(store, Batch(records=[replace(ACME, origin=SECOND)]))
    assert parts(store)[0] == {OLD}


def test_the_same_batch_again_ends_nothing_more(store: GraphStore) -> None:
    publish(store, [ACME], holdings=[phone(ACME, OLD)])
    batch = Batch(records=[CHANGED], holdings=[phone(CHANGED, NEW)])
    with store.lease("test", wait_s=WAIT_S) as token:
        opened = store.begin_load(manifest("next"), token=token)
        store.write(opened, batch, token=token)
        assert store.write(opened, batch, token=token) == Counts(unchanged=2)


def test_a_dropped_load_gives_back_what_its_rows_had_ended(store: GraphStore) -> None:
    publish(store, [ACME], holdings=[phone(ACME, OLD)])
    before = parts(store)
    dropped = load(store, Batch(records=[CHANGED], holdings=[phone(CHANGED, NEW)]))
    assert [row["value"] for batch in store.pending(Table.HOLDINGS) for row in batch.to_pylist()] == [NEW]
    with store.lease("test", wait_s=WAIT_S) as token:
        store.drop_load(dropped, token=token)
    resolve(store, Resolution())
    assert parts(store) == before


def test_an_abandoned_load_ends_nothing_for_the_next_one(store: GraphStore) -> None:
    publish(store, [ACME], holdings=[phone(ACME, OLD)])
    with store.lease("test", wait_s=WAIT_S) as token:
        abandoned = store.begin_load(manifest("abandoned"), token=token)
        third = replace(ACME, fields={}, origin=ELSEWHERE)
        store.write(abandoned, Batch(records=[third]), token=token)
    change(store, Batch(records=[CHANGED], holdings=[phone(CHANGED, NEW)]))
    assert parts(store)[0] == {NEW}
    with store.lease("test", wait_s=WAIT_S) as token:
        store.drop_load(abandoned, token=token)
    assert parts(store)[0] == {NEW}


def test_a_contract_that_names_another_buyer_ends_the_tie_to_the_former(store: GraphStore) -> None:
    former, now = (
        tie(ACME, SIGNED, CONTRACT.id, subject="buyer"),
        tie(BOLT, SIGNED, CONTRACT.id, subject="buyer"),
    )
    seller = tie(CARGO, SIGNED, CONTRACT.id, subject="seller")
    publish(store, [ACME, BOLT, CARGO], [former, seller], contracts=[CONTRACT])
    change(store, Batch(contracts=[CONTRACT], relationships=[now, seller]))
    assert parts(store)[1] == {now.key, seller.key}


def test_a_lawsuit_and_an_event_end_their_ties_too(store: GraphStore) -> None:
    suit = Lawsuit(FactId("lawsuit:crm:c/1"), "c", "1", "crm", FIRST)
    event = Event(FactId("event:crm:1"), EventKind.COMPLAINT, 0.5, "crm", FIRST)
    before = [tie(ACME, RelationshipKind.DEFENDANT_IN, suit.id), tie(event.id, RelationshipKind.ABOUT, ACME)]
    after = [tie(BOLT, RelationshipKind.DEFENDANT_IN, suit.id), tie(event.id, RelationshipKind.ABOUT, BOLT)]
    publish(store, [ACME, BOLT], before, lawsuits=[suit], events=[event])
    change(store, Batch(lawsuits=[suit], events=[event], relationships=after))
    assert parts(store)[1] == {each.key for each in after}


def test_another_source_keeps_its_word_on_a_contract(store: GraphStore) -> None:
    theirs = tie(ACME, SIGNED, CONTRACT.id, subject="buyer", reported_by="erp")
    ours = tie(BOLT, SIGNED, CONTRACT.id, subject="buyer")
    publish(store, [ACME, BOLT], [theirs], contracts=[CONTRACT])
    change(store, Batch(contracts=[replace(CONTRACT, status="signed")], relationships=[ours]))
    assert parts(store)[1] == {theirs.key, ours.key}


def test_a_former_legal_representative_leaves_when_another_comes(store: GraphStore) -> None:
    def represents(person: Record, row: Record) -> Relationship:
        return replace(tie(person, OFFICER, row, subject="legal_representative"), origin=row.origin)

    director = tie(CARGO, OFFICER, ACME, subject="director")
    publish(store, [ACME, BOLT, CARGO], [represents(BOLT, ACME), director])
    change(store, Batch(records=[CHANGED], relationships=[represents(CARGO, CHANGED)]))
    assert parts(store)[1] == {director.key, represents(CARGO, CHANGED).key}


def test_a_legal_representative_of_an_officers_table_stays(store: GraphStore) -> None:
    told_elsewhere = tie(BOLT, OFFICER, ACME, subject="legal_representative")
    publish(store, [ACME, BOLT], [told_elsewhere])
    change(store, Batch(records=[CHANGED]))
    assert parts(store)[1] == {told_elsewhere.key}


def test_a_mention_that_its_row_no_longer_makes_ends_with_all_it_had(store: GraphStore) -> None:
    named = mention("K1", "Acme Ltd")
    said = tie(named, SIGNED, CONTRACT.id, subject="buyer")
    keyed = tie(BOLT, SIGNED, CONTRACT.id, subject="buyer")
    publish(store, [named, BOLT], [said], contracts=[CONTRACT], holdings=[phone(named, OLD)])
    change(store, Batch(contracts=[CONTRACT], relationships=[keyed]), closed=[named.id])
    assert keys_of(store, Table.RECORDS) == [BOLT.id]
    assert parts(store) == (set(), {keyed.key})


def test_mentions_and_rows_with_longer_keys_stay(store: GraphStore) -> None:
    others = [mention("K10", "Acme"), mention("K1#2", "Bolt"), record("Cargo", key="K1#3", table="contracts")]
    publish(store, others, contracts=[CONTRACT])
    change(store, Batch(contracts=[replace(CONTRACT, status="signed")]))
    assert keys_of(store, Table.RECORDS) == sorted(each.id for each in others)


def test_a_tie_whose_end_is_known_now_ends_its_mention(store: GraphStore) -> None:
    unknown = tie(ACME, RelationshipKind.OWNS, BOLT)
    named = mention(unknown.key, "A1", table="ownership", place="owner0")
    publish(store, [named, BOLT], [replace(unknown, source=named.id)])
    load(store, Batch(records=[ACME], relationships=[unknown]))
    resolve(store, replace(alone([ACME]), closed=[named.id]))
    assert keys_of(store, Table.RECORDS) == [ACME.id, BOLT.id]
    assert parts(store)[1] == {unknown.key}
