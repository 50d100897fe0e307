"""Whatever is written comes back as it was, in the schema's columns and in order."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pyarrow as pa
import pytest

from graph.batch_rows import batch_rows
from graph.changes import Batch, Resolution
from graph.holding_rows import holding_key, holding_of
from graph.model import (
    Contract,
    Event,
    EventKind,
    Holding,
    Identifier,
    IdentifierKind,
    Lawsuit,
    Origin,
    Party,
    PartyKind,
    Role,
    Sourced,
    Tender,
)
from graph.published_rows import party_row
from graph.record_rows import record_of
from graph.relationship_rows import relationship_of
from graph.relationships import RelationshipKind
from graph.schema import LOADED, SCHEMAS, Table
from graph.store import GraphStore
from graph.values import FactId, Interval, Money, Share
from tests.contract.worlds import (
    alone,
    keys_of,
    link,
    load,
    party_id,
    publish,
    record,
    resolve,
    rows_by_key,
    table_of,
    tie,
)

HOSTILE = (
    "'; MATCH (n) DETACH DELETE n //",
    '"; DROP TABLE records; --',
    "`) DETACH DELETE n",
    "<img src=x onerror=alert(1)>",
    "=cmd()|'/C calc'!A0",
    "$t ${visible} {name} %s ?",
    "\\u0000 \\",
)
ACME, BOLT = record("Acme"), record("Bolt")
AT = Origin("书.xlsx", 7, "表一")
LARGEST = 2**63 - 1


def whole_batch() -> Batch:
    """Return a batch with every column of every table filled, and each fact once more with none."""
    contract = Contract(
        FactId("contract:crm:C-1"),
        "C-1",
        "crm",
        AT,
        type="框架合同",
        amount=Money(LARGEST, "CNY"),
        credit_limit=Money(-5, "JPY"),
        signed=date(1900, 1, 1),
        starts=date(2024, 2, 29),
        ends=date(9999, 12, 31),
        status="履行中",
        delivered_share=0.1,
        prepaid_share=1.0,
        clauses=("违约责任", "", 'a,b"c'),
    )
    lawsuit = Lawsuit(
        FactId("lawsuit:court:京/(2023)京01民初5号"),
        "北京市第一中级人民法院",
        "(2023)京01民初5号",
        "court",
        AT,
        cause="买卖合同纠纷",
        filed=date(2023, 5, 6),
        status="open",
        claim=Money(1, "KWD"),
        outcome="驳回",
    )
    event = Event(
        FactId("event:crm:1"), EventKind.OVERDUE, 0.75, "crm", AT, date(2024, 1, 2), "逾期 😀", contract.id
    )
    owns = tie(
        ACME,
        RelationshipKind.SUPPLIES,
        BOLT,
        subject="钢材",
        since=date(2020, 1, 1),
        until=date(2021, 1, 1),
        amount=Money(123_456_789_012_345, "CNY"),
        overdue=Money(0, "EUR"),
        days_overdue=90,
        as_of=date(2024, 6, 30),
        share=Share(0.1, 0.30000000000000004),
        essential=True,
        substitutability=0.0,
        at=datetime(2024, 1, 2, 3, 4, 5, 678901, UTC),
        won=False,
    )
    bare = (
        Contract(FactId("contract:crm:C-2"), "C-2", "crm", AT),
        Lawsuit(FactId("lawsuit:court:a/b"), "a", "b", "court", Origin("a.csv", 1)),
        Event(FactId("event:crm:2"), EventKind.OTHER, 0.0, "crm", Origin("a.csv", 1)),
    )
    return Batch(
        records=[ACME, BOLT],
        holdings=[
            Holding(
                ACME.id,
                Identifier(IdentifierKind.COMPANY_NUMBER, "91110000"),
                "crm",
                AT,
                Interval(date(2020, 1, 1), date(2022, 2, 2)),
                "checksum",
            ),
            Holding(ACME.id, Identifier(IdentifierKind.PHONE, "+8613800000000"), "crm", AT),
            Holding(BOLT.id, Identifier(IdentifierKind.PHONE, "+8613800000000"), "crm", AT),
        ],
        contracts=[contract, bare[0], replace(bare[0], id=FactId("contract:crm:C-3"), clauses=())],
        lawsuits=[lawsuit, bare[1]],
        tenders=[Tender(FactId("tender:crm:T-1"), "T-1", "crm", AT)],
        events=[event, bare[2]],
        relationships=[
            owns,
            tie(ACME, RelationshipKind.PARTNERS_WITH, BOLT),
            tie(ACME, RelationshipKind.SIGNED, contract.id, subject="buyer"),
            tie(BOLT, RelationshipKind.DEFENDANT_IN, lawsuit.id),
            tie(BOLT, RelationshipKind.PLAINTIFF_IN, bare[1].id),
            tie(BOLT, RelationshipKind.BID_IN, FactId("tender:crm:T-1"), won=True),
            tie(event.id, RelationshipKind.ABOUT, ACME),
        ],
    )


@pytest.mark.parametrize("table", LOADED)
def test_every_column_of_a_loaded_table_comes_back(store: GraphStore, table: Table) -> None:
    batch = whole_batch()
    load(store, batch)
    resolve(store, alone([ACME, BOLT]))
    written = dict(batch_rows(batch))[table]
    expected = pa.Table.from_pylist(sorted(written, key=lambda row: row["key"]), schema=SCHEMAS[table])
    assert table_of(store, table) == expected


def test_the_whole_batch_fills_every_column_of_its_tables() -> None:
    for table, rows in batch_rows(whole_batch()):
        filled = {name for row in rows for name, value in row.items() if value is not None}
        assert filled | {"sheet"} == set(SCHEMAS[table].names)


@pytest.mark.parametrize("kind", RelationshipKind)
def test_a_tie_of_every_kind_comes_back_with_its_direction(store: GraphStore, kind: RelationshipKind) -> None:
    batch = whole_batch()
    facts = {
        RelationshipKind.SIGNED: batch.contracts[0].id,
        RelationshipKind.PLAINTIFF_IN: batch.lawsuits[0].id,
        RelationshipKind.DEFENDANT_IN: batch.lawsuits[0].id,
        RelationshipKind.BID_IN: batch.tenders[0].id,
    }
    source = batch.events[0].id if kind == RelationshipKind.ABOUT else ACME
    written = tie(source, kind, facts.get(kind, BOLT), since=date(2021, 3, 4))
    load(store, replace(batch, relationships=[written]))
    resolve(store, alone([ACME, BOLT]))
    row = rows_by_key(store, Table.RELATIONSHIPS)[written.key]
    assert relationship_of(row) == written


def test_a_moment_of_another_zone_comes_back_as_the_same_moment(store: GraphStore) -> None:
    shanghai = datetime(2024, 1, 1, 0, 30, tzinfo=timezone(timedelta(hours=8)))
    paid = tie(ACME, RelationshipKind.TRANSFERRED, BOLT, at=shanghai)
    publish(store, [ACME, BOLT], [paid])
    back = relationship_of(rows_by_key(store, Table.RELATIONSHIPS)[paid.key])
    assert back.terms.at == datetime(2023, 12, 31, 16, 30, tzinfo=UTC)


def test_a_moment_without_a_zone_is_taken_as_utc(store: GraphStore) -> None:
    naive = datetime(2024, 1, 1, 0, 30, tzinfo=UTC).replace(tzinfo=None)
    paid = tie(ACME, RelationshipKind.TRANSFERRED, BOLT, at=naive)
    publish(store, [ACME, BOLT], [paid])
    back = relationship_of(rows_by_key(store, Table.RELATIONSHIPS)[paid.key])
    assert back.terms.at == datetime(2024, 1, 1, 0, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    "text", [*HOSTILE, "华为技术有限公司", "👩‍👩‍👧 😀", "é e\u0301 ﬁ", "\t\n\r", "a\0b", ""]
)
def test_text_comes_back_letter_for_letter(store: GraphStore, text: str) -> None:
    odd = record(text, key=f"k{text}", note=text)
    other = replace(tie(odd, RelationshipKind.OWNS, ACME, subject=text), reported_by="crm")
    publish(store, [odd, ACME], [other])
    assert store.records_of(party_id(odd)) == [odd]
    assert store.parties([party_id(odd)])[party_id(odd)].name == text
    assert relationship_of(rows_by_key(store, Table.RELATIONSHIPS)[other.key]) == other
    assert store.version() == 1


def test_a_cell_of_a_megabyte_comes_back(store: GraphStore) -> None:
    long = record("Long", note="长" * 350_000)
    publish(store, [long])
    assert store.records_of(party_id(long)) == [long]


def test_fields_of_every_json_type_come_back(store: GraphStore) -> None:
    rich = record(
        "Rich",
        revenue={"minor": LARGEST, "currency": "CNY"},
        huge=10**30,
        staff=0,
        ratio=0.1,
        flag=False,
        other_names=["甲", "乙"],
        nothing=None,
        empty=[],
    )
    publish(store, [rich])
    assert store.records_of(party_id(rich)) == [rich]


def test_a_mention_stays_a_mention(store: GraphStore) -> None:
    mention = record("Acme", key="L1#defendants0", table="lawsuits", kind=PartyKind.UNKNOWN, mention=True)
    publish(store, [mention])
    assert record_of(rows_by_key(store, Table.RECORDS)[mention.id]) == mention


def test_a_party_comes_back_with_its_fields_and_where_they_are_from(store: GraphStore) -> None:
    party = Party(
        party_id(ACME),
        PartyKind.COMPANY,
        "阿克米",
        False,
        ("Acme", "ACME Ltd."),
        frozenset({Role.CUSTOMER, Role.HOUSE}),
        {"staff": Sourced(12, ACME.id), "names": Sourced(["a"], ACME.id)},
    )
    publish(store, [ACME], change=Resolution(parties=[party], links=[link(ACME)]))
    assert store.parties([party.id]) == {party.id: party}
    assert rows_by_key(store, Table.PARTIES)[party.id] == party_row(party)


def test_two_people_may_share_an_identifier_without_becoming_one(store: GraphStore) -> None:
    batch = whole_batch()
    publish(store, [ACME, BOLT], holdings=batch.holdings)
    back = [holding_of(row) for row in rows_by_key(store, Table.HOLDINGS).values()]
    assert sorted(map(str, back)) == sorted(map(str, batch.holdings))
    assert {holding_key(each) for each in batch.holdings} == set(keys_of(store, Table.HOLDINGS))


def test_rows_come_in_ascending_order_of_code_points_whatever_the_order_of_writing(store: GraphStore) -> None:
    names = ["b", "B", "a", "中", "é", "z", "Ｚ", "😀", "a b", "a-b", "10", "9", "￿"]
    records = [record(f"n{name}", key=name) for name in names]
    publish(store, records)
    assert keys_of(store, Table.RECORDS) == sorted(each.id for each in records)


def test_relationships_of_all_kinds_come_in_one_ascending_order(store: GraphStore) -> None:
    others = [record(f"C{number}") for number in range(8)]
    ties = [
        tie(ACME, kind, other)
        for other in others
        for kind in (RelationshipKind.OWNS, RelationshipKind.OWES, RelationshipKind.SUPPLIES)
    ]
    publish(store, [ACME, *others], ties)
    assert keys_of(store, Table.RELATIONSHIPS) == sorted(each.key for each in ties)


def test_parallel_ties_of_one_pair_are_told_apart_by_subject_and_start(store: GraphStore) -> None:
    ties = [
        tie(ACME, RelationshipKind.OFFICER_OF, BOLT, subject=subject, since=since)
        for subject in ("董事", "监事", None)
        for since in (None, date(2020, 1, 1))
    ]
    publish(store, [ACME, BOLT], ties)
    assert len({each.key for each in ties}) == 6
    assert keys_of(store, Table.RELATIONSHIPS) == sorted(each.key for each in ties)


def test_every_batch_of_columns_has_the_schema_of_its_table(store: GraphStore) -> None:
    publish(store, [ACME])
    for table in Table:
        assert {batch.schema for batch in store.columns(table, version=store.version())} <= {SCHEMAS[table]}
