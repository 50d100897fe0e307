"""What was known when: versions of rows, links and moves with the publications between which they stood."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from graph.changes import Batch, Link, LinkReason, Resolution
from graph.errors import NotFound, PartyNotFound
from graph.history import Dated, Known, Version
from graph.model import Contract, Event, EventKind, IdentifierKind, Lawsuit, Moved, Origin, Record, Tender
from graph.relationships import Relationship, RelationshipKey, RelationshipKind, Terms
from graph.store import GraphStore
from graph.values import FactId, Money, PartyId, Share, StoreVersion
from tests.contract.worlds import (
    WAIT_S,
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

OWNS, SIGNED = RelationshipKind.OWNS, RelationshipKind.SIGNED
ACME, ACNE, BOLT, CARGO = record("Acme"), record("Acne"), record("Bolt"), record("Cargo")
RENAMED = replace(ACME, name="Acme Holding", origin=Origin("new.xlsx", 7, "客户"))
NOTHING = Resolution()
MERGED = Resolution(
    parties=[party(ACME, ACNE)], links=[link(ACNE, ACME)], moved={party_id(ACNE): (party_id(ACME),)}
)
UNDONE = Resolution(parties=[party(ACME), party(ACNE)], links=[link(ACNE)])
ENOUGH = 100
Spell = tuple[StoreVersion, StoreVersion | None]


def spell(store: GraphStore, known: Known) -> Spell:
    """Return between which versions something was known."""
    versions = {at: version for version, at in store.versions().items()}
    return versions[known.since], None if known.until is None else versions[known.until]


def spells(store: GraphStore, found: Iterable[Version | Dated]) -> list[tuple[object, Spell]]:
    return [(each.value, spell(store, each.known)) for each in found]


def records_of(store: GraphStore, founder: Record) -> list[tuple[object, Spell]]:
    return spells(store, store.history(party_id(founder), limit=ENOUGH).records)


def ties_of(store: GraphStore, founder: Record) -> list[tuple[object, Spell]]:
    return spells(store, store.history(party_id(founder), limit=ENOUGH).ties)


def test_a_version_of_a_record_is_known_from_its_publication_to_that_of_the_next(store: GraphStore) -> None:
    publish(store, [ACME])
    publish(store, [BOLT])
    publish(store, [RENAMED], change=Resolution(parties=[party(RENAMED)]))
    assert records_of(store, ACME) == [(ACME, (1, 3)), (RENAMED, (3, None))]


def test_versions_name_the_loads_that_brought_and_closed_them(store: GraphStore) -> None:
    publish(store, [ACME])
    publish(store, [RENAMED], change=NOTHING)
    found = store.history(party_id(ACME), limit=ENOUGH)
    assert [(each.load, each.closed_by) for each in found.records] == [(1, 2), (2, None)]
    assert list(found.loads.values()) == list(store.loads())


def test_what_is_not_published_is_not_known(store: GraphStore) -> None:
    publish(store, [ACME])
    load(store, Batch(records=[RENAMED, BOLT], relationships=[tie(ACME, OWNS, BOLT)]))
    found = store.history(party_id(ACME), limit=ENOUGH)
    assert spells(store, found.records) == [(ACME, (1, None))]
    assert (found.records[0].closed_by, found.ties, found.tie_count) == (None, (), 0)


def test_a_row_that_nobody_ever_saw_is_not_known(store: GraphStore) -> None:
    first, second = tie(ACME, OWNS, BOLT), tie(ACME, OWNS, BOLT, share=Share.exactly(0.5))
    load(store, Batch(records=[ACME, BOLT], relationships=[first]))
    load(store, Batch(records=[RENAMED], relationships=[second]))
    resolve(store, alone([RENAMED, BOLT]))
    assert records_of(store, ACME) == [(RENAMED, (1, None))]
    assert ties_of(store, ACME) == [(second, (1, None))]
    assert store.history(party_id(ACME), limit=ENOUGH).tie_count == 1


def test_a_row_that_was_gone_and_came_back_has_two_versions(store: GraphStore) -> None:
    publish(store, [ACME, BOLT])
    load(store, Batch(records=[BOLT]), replace=True)
    resolve(store, Resolution(closed=[ACME.id]))
    publish(store, [ACME])
    assert records_of(store, ACME) == [(ACME, (1, 2)), (ACME, (3, None))]
    links = store.history(party_id(ACME), limit=ENOUGH).links
    assert spells(store, links) == [(link(ACME), (1, 2)), (link(ACME), (3, None))]


def test_a_repeated_row_is_known_since_it_first_came(store: GraphStore) -> None:
    publish(store, [ACME])
    publish(store, [replace(ACME, origin=Origin("again.csv", 9))], change=NOTHING)
    assert records_of(store, ACME) == [(ACME, (1, None))]


def test_a_link_tells_where_a_record_was_before(store: GraphStore) -> None:
    publish(store, [ACME, ACNE])
    why = replace(link(ACNE, ACME), reasons=(LinkReason("same_number", 12.5, "1", "1", ACME.id),))
    resolve(store, replace(MERGED, links=[why]))
    found = store.history(party_id(ACME), limit=ENOUGH)
    assert spells(store, found.links) == [
        (link(ACME), (1, None)),
        (link(ACNE), (1, 2)),
        (why, (2, None)),
    ]


def test_a_merge_and_its_undo_stay_in_both_histories(store: GraphStore) -> None:
    publish(store, [ACME, ACNE])
    for change in (MERGED, UNDONE):
        resolve(store, change)
    moved = [(Moved(party_id(ACNE), (party_id(ACME),)), (2, 3))]
    stayed, gone = (store.history(party_id(each), limit=ENOUGH) for each in (ACME, ACNE))
    assert spells(store, stayed.moves) == spells(store, gone.moves) == moved
    assert spells(store, gone.links) == [
        (link(ACNE), (1, 2)),
        (link(ACNE, ACME), (2, 3)),
        (link(ACNE), (3, None)),
    ]


def test_the_history_of_a_moved_id_is_its_own(store: GraphStore) -> None:
    publish(store, [ACME, ACNE])
    resolve(store, MERGED)
    found = store.history(party_id(ACNE), limit=ENOUGH)
    assert (found.party, [each.value for each in found.records]) == (party_id(ACNE), [ACNE])
    assert spells(store, found.parties) == [(party(ACNE), (1, 2))]


def test_a_split_names_all_parts_in_their_order(store: GraphStore) -> None:
    publish(store, [ACME, ACNE], change=replace(MERGED, links=[link(ACME), link(ACNE, ACME)], moved={}))
    into = (party_id(CARGO), party_id(BOLT))
    load(store, Batch(records=[BOLT, CARGO]))
    links = [link(ACME, BOLT), link(ACNE, CARGO), link(BOLT), link(CARGO)]
    resolve(store, Resolution([party(BOLT), party(CARGO)], links, moved={party_id(ACME): into}))
    moves = [(Moved(party_id(ACME), into), (2, None))]
    assert spells(store, store.history(party_id(ACME), limit=ENOUGH).moves) == moves
    assert spells(store, store.history(party_id(BOLT), limit=ENOUGH).moves) == moves


def test_what_was_shown_of_a_party_has_its_times(store: GraphStore) -> None:
    publish(store, [ACME])
    renamed = replace(party(ACME), name="Acme Holding")
    resolve(store, Resolution(parties=[renamed]))
    found = store.history(party_id(ACME), limit=ENOUGH)
    assert spells(store, found.parties) == [(party(ACME), (1, 2)), (renamed, (2, None))]


def test_a_changed_amount_is_a_new_version_of_the_tie(store: GraphStore) -> None:
    first, second = (tie(ACME, OWNS, BOLT, share=Share.exactly(share)) for share in (0.2, 0.6))
    publish(store, [ACME, BOLT], [first])
    publish(store, [], [second])
    wanted = [(first, (1, 2)), (second, (2, None))]
    assert ties_of(store, ACME) == ties_of(store, BOLT) == wanted
    assert spells(store, store.relationship_history(first.key).versions) == wanted


def test_a_tie_that_its_source_no_longer_brings_ends(store: GraphStore) -> None:
    owns = tie(ACME, OWNS, BOLT)
    publish(store, [ACME, BOLT], [owns])
    closing = load(store, Batch(records=[ACME, BOLT]), replace=True)
    resolve(store, NOTHING)
    (version,) = store.relationship_history(owns.key).versions
    assert (version.load, version.closed_by, spell(store, version.known)) == (1, closing, (1, 2))


def test_the_latest_changes_come_first_and_what_is_left_out_is_counted(store: GraphStore) -> None:
    others = [record(f"O{number}") for number in range(4)]
    ties = [tie(ACME, OWNS, each, share=Share.exactly(0.1)) for each in others]
    publish(store, [ACME, *others], ties)
    changed = replace(ties[2], terms=Terms(share=Share.exactly(0.3)))
    publish(store, [], [changed])
    found = store.history(party_id(ACME), limit=2)
    first = min((each for each in ties if each is not ties[2]), key=lambda each: each.key)
    assert [each.value for each in found.ties] == [ties[2], changed, first]
    assert (found.tie_count, found.record_count) == (4, 1)


def test_of_many_records_the_rows_come_before_the_mentions(store: GraphStore) -> None:
    mention = record("Acme", key="1#owner0", source="a", mention=True)
    everyone = Resolution([party(ACME, mention, BOLT)], [link(ACME), link(mention, ACME), link(BOLT, ACME)])
    publish(store, [ACME, mention, BOLT], change=everyone)
    found = store.history(party_id(ACME), limit=2)
    assert [each.value for each in found.records] == [ACME, BOLT]
    assert found.record_count == 3


def test_ties_among_the_records_of_one_party_come_once(store: GraphStore) -> None:
    owns = tie(ACNE, OWNS, ACME)
    publish(store, [ACME, ACNE], [owns])
    resolve(store, MERGED)
    assert ties_of(store, ACME) == [(owns, (1, None))]


def test_facts_have_versions_too(store: GraphStore) -> None:
    at = Origin("contracts.csv", 4)
    first = Contract(FactId("contract:erp:1"), "1", "erp", at, amount=Money(5, "CNY"), clauses=("a", "b"))
    second = replace(first, amount=Money(7, "CNY"), signed=datetime(2024, 5, 6, tzinfo=UTC).date())
    suit = Lawsuit(FactId("lawsuit:court:1"), "宁川", "1", "court", at, claim=Money(3, "EUR"))
    tender = Tender(FactId("tender:t:1"), "1", "t", at)
    event = Event(FactId("event:e:1"), EventKind.OVERDUE, 0.5, "e", at, text="迟", contract=first.id)
    ties = [
        tie(ACME, SIGNED, first.id, subject="buyer"),
        tie(ACME, RelationshipKind.DEFENDANT_IN, suit.id),
        tie(ACME, RelationshipKind.BID_IN, tender.id, amount=Money.of(Decimal(2), "CNY"), won=True),
        tie(event.id, RelationshipKind.ABOUT, ACME),
    ]
    facts = {"contracts": [first], "lawsuits": [suit], "tenders": [tender], "events": [event]}
    publish(store, [ACME], ties, **facts)
    publish(store, [], contracts=[second])
    found = store.history(party_id(ACME), limit=ENOUGH)
    assert {each.value for each in found.ties} == set(ties)
    assert sorted(spells(store, found.facts), key=str) == sorted(
        [(first, (1, 2)), (second, (2, None)), *((each, (1, None)) for each in (suit, tender, event))],
        key=str,
    )


def test_identifiers_have_versions_too(store: GraphStore) -> None:
    phone = holding(ACME, IdentifierKind.PHONE, "+8613800000001")
    failed = replace(phone, failed="length")
    other = holding(BOLT, IdentifierKind.PHONE, "+8613800000001")
    publish(store, [ACME, BOLT], holdings=[phone, other])
    publish(store, [], holdings=[failed])
    found = store.history(party_id(ACME), limit=ENOUGH)
    assert spells(store, found.holdings) == [(phone, (1, 2)), (failed, (2, None))]


def test_a_dropped_load_leaves_no_trace_in_the_history(store: GraphStore) -> None:
    publish(store, [ACME, BOLT], [tie(ACME, OWNS, BOLT)])
    before = store.history(party_id(ACME), limit=ENOUGH)
    dropped = load(store, Batch(records=[RENAMED]), replace=True)
    with store.lease("test", wait_s=WAIT_S) as token:
        store.drop_load(dropped, token=token)
    assert store.history(party_id(ACME), limit=ENOUGH) == before


def test_who_never_was_has_no_history(store: GraphStore) -> None:
    load(store, Batch(records=[ACME]))
    with pytest.raises(PartyNotFound, match="p_nobody"):
        store.history(PartyId("p_nobody"), limit=ENOUGH)
    with pytest.raises(NotFound, match="f00"):
        store.relationship_history(RelationshipKey("f00"))


def test_a_tie_keeps_its_history_when_an_end_turns_out_to_be_another_record(
    store: GraphStore,
) -> None:
    mention = record("C1", key="1#owner0", mention=True)
    before = tie(mention, OWNS, BOLT)
    after: Relationship = replace(before, source=ACME.id)
    publish(store, [mention, BOLT], [before])
    publish(store, [ACME], [after])
    assert spells(store, store.relationship_history(before.key).versions) == [
        (before, (1, 2)),
        (after, (2, None)),
    ]
    assert ties_of(store, ACME) == [(after, (2, None))]


def test_an_interval_holds_its_beginning_but_not_its_end() -> None:
    first, second = datetime(2024, 1, 1, tzinfo=UTC), datetime(2024, 1, 2, tzinfo=UTC)
    known = Known(first, second)
    tick = timedelta(microseconds=1)
    asked = [first - tick, first, second - tick, second]
    assert [known.at(each) for each in asked] == [False, True, True, False]
    assert Known(first).at(second)


def test_links_are_dated_by_publications_alone(store: GraphStore) -> None:
    publish(store, [ACME])
    moved = Link(ACME.id, party_id(ACME), 3.5, "model")
    resolve(store, Resolution(links=[moved]))
    found = store.history(party_id(ACME), limit=ENOUGH).links
    assert [each.known for each in found] == [
        Known(*store.versions().values()),
        Known(store.versions()[StoreVersion(2)]),
    ]
