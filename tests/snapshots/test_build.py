import dataclasses
import math
from datetime import UTC, date, datetime

import numpy as np
import pyarrow as pa
import pytest

from graph.changes import Batch, PossibleMatch
from graph.model import Contract, Event, EventKind, IdentifierKind, Origin
from graph.rates import DatedRate, Rates
from graph.relationships import RelationshipKind, Terms
from graph.schema import Table
from graph.snapshot import Way
from graph.snapshot_digest import content_hash
from graph.values import FactId, Money
from tests.worlds import TODAY, cny, company, holding, party_id, person, position, tables, tie, world

A, B, C = company("a"), company("b"), company("c")
SUPPLIES = RelationshipKind.SUPPLIES


def amounts(snapshot, kind=SUPPLIES):
    return sorted(snapshot.relationships(kind).values["amount"].tolist())


def supplies(amount, **more):
    return tie(SUPPLIES, A, B, terms=Terms(amount=cny(amount)), **more)


def test_parties_stand_in_the_order_of_their_ids_and_are_found_again() -> None:
    snapshot = world([A, B, C])
    keys = snapshot.parties["key"].to_pylist()
    assert keys == sorted(keys)
    assert [snapshot.position(key) for key in keys] == [0, 1, 2]
    assert snapshot.position(party_id(company("nobody"))) is None


def test_typed_columns_come_from_the_fields() -> None:
    rich = company(
        "rich",
        industry="钢铁",
        registered_on="2001-02-03",
        staff=12,
        equity={"minor": 1_234_500, "currency": "CNY"},
        phones=["1", "2"],
    )
    snapshot = world([rich, A])
    row = snapshot.parties.slice(position(snapshot, rich), 1).to_pylist()[0]
    assert (row["industry"], row["registered_on"], row["staff"]) == ("钢铁", date(2001, 2, 3), 12.0)
    assert row["equity"] == 12_345.0
    poor = snapshot.parties.slice(position(snapshot, A), 1).to_pylist()[0]
    assert (poor["industry"], poor["equity"], poor["birth_date"]) == (None, None, None)


def test_rows_of_one_source_add_up() -> None:
    snapshot = world([A, B], [supplies(100), supplies(50, occurrence=1)])
    assert amounts(snapshot) == [50.0, 100.0]


def test_of_several_sources_that_report_a_fact_the_freshest_speaks_alone() -> None:
    old = [supplies(100, by="erp", since=date(2020, 1, 1)), supplies(7, by="erp", occurrence=1)]
    fresh = [supplies(30, by="crm", since=date(2024, 1, 1)), supplies(40, by="crm", occurrence=1)]
    assert amounts(world([A, B], [*old, *fresh])) == [30.0, 40.0]


def test_a_draw_between_sources_goes_to_the_name_that_sorts_first() -> None:
    assert amounts(world([A, B], [supplies(1, by="erp"), supplies(2, by="crm")])) == [2.0]


def test_other_products_are_other_facts() -> None:
    snapshot = world([A, B], [supplies(1, by="erp", subject="steel"), supplies(2, by="crm", subject="coal")])
    assert amounts(snapshot) == [1.0, 2.0]


def test_payments_are_never_the_same_fact() -> None:
    paid = Terms(amount=cny(5), at=datetime(2026, 1, 1, tzinfo=UTC))
    ties = [tie(RelationshipKind.TRANSFERRED, A, B, by=by, terms=paid) for by in ("bank", "erp")]
    assert amounts(world([A, B], ties), RelationshipKind.TRANSFERRED) == [5.0, 5.0]


def test_a_partnership_told_from_either_side_is_one_fact() -> None:
    ties = [
        tie(RelationshipKind.PARTNERS_WITH, A, B, by="crm"),
        tie(RelationshipKind.PARTNERS_WITH, B, A, by="erp"),
    ]
    assert len(world([A, B], ties).relationships(RelationshipKind.PARTNERS_WITH)) == 1


def test_a_merge_makes_two_sources_tell_one_fact() -> None:
    twin = company("a", source="erp")
    ties = [supplies(10, by="crm"), tie(SUPPLIES, twin, B, by="erp", terms=Terms(amount=cny(20)))]
    assert amounts(world([A, B, twin], ties)) == [10.0, 20.0]
    assert amounts(world([A, B, twin], ties, same=[[A, twin]])) == [10.0]


@pytest.mark.parametrize(
    ("since", "until", "counts"),
    [
        (None, None, True),
        (TODAY, None, True),
        (date(2026, 11, 2), None, False),
        (None, TODAY, False),
        (None, date(2026, 11, 2), True),
    ],
)
def test_a_tie_counts_from_its_first_day_to_the_day_before_its_last(since, until, counts) -> None:
    snapshot = world([A, B], [supplies(1, since=since, until=until)])
    assert len(snapshot.relationships(SUPPLIES)) == counts
    assert snapshot.ties.num_rows == 1


def test_a_payment_after_the_day_is_not_yet_so() -> None:
    ties = [
        tie(
            RelationshipKind.TRANSFERRED,
            A,
            B,
            occurrence=day,
            terms=Terms(at=datetime(2026, 11, day, 23, tzinfo=UTC)),
        )
        for day in (1, 2)
    ]
    assert len(world([A, B], ties).relationships(RelationshipKind.TRANSFERRED)) == 1


def test_a_tie_of_a_party_with_itself_is_left_out_and_counted() -> None:
    snapshot = world([A, B], [supplies(1)], same=[[A, B]])
    assert len(snapshot.relationships(SUPPLIES)) == 0
    assert snapshot.problems == ("Ties of a party with itself, left out: SUPPLIES 1",)


def test_a_tie_that_ends_in_a_fact_names_the_row_of_the_fact() -> None:
    contracts = [
        Contract(FactId(f"contract:erp:{n}"), f"{n}", "erp", Origin("erp.csv", n), amount=cny(n))
        for n in (1, 2)
    ]
    snapshot = world(
        [A], [tie(RelationshipKind.SIGNED, A, contracts[1].id)], facts=Batch(contracts=contracts)
    )
    signed = snapshot.relationships(RelationshipKind.SIGNED)
    assert snapshot.facts(Table.CONTRACTS)["amount"][int(signed.target[0])].as_py() == 2.0
    assert snapshot.ties["target_index"].to_pylist() == [-1]


def test_an_event_is_about_a_party() -> None:
    event = Event(FactId("event:news:1"), EventKind.NEGATIVE_NEWS, 0.5, "news", Origin("n.csv", 2))
    snapshot = world([A, B], [tie(RelationshipKind.ABOUT, event.id, B)], facts=Batch(events=[event]))
    about = snapshot.relationships(RelationshipKind.ABOUT)
    assert (about.source.tolist(), about.target.tolist()) == ([0], [position(snapshot, B)])


def test_csr_groups_edges_by_either_end() -> None:
    ties = [tie(SUPPLIES, A, B), tie(SUPPLIES, A, C), tie(SUPPLIES, C, B)]
    snapshot = world([A, B, C], ties)
    a, b, c = (position(snapshot, each) for each in (A, B, C))
    for way, party, others in ((Way.OUT, a, {b, c}), (Way.IN, b, {a, c}), (Way.IN, a, set())):
        csr = snapshot.csr(SUPPLIES, way)
        mine = slice(csr.indptr[party], csr.indptr[party + 1])
        assert set(csr.indices[mine].tolist()) == others
        edges = snapshot.relationships(SUPPLIES)
        near = edges.source if way is Way.OUT else edges.target
        assert (near[csr.data[mine]] == party).all()


def test_a_measure_that_is_missing_is_nan() -> None:
    edges = world([A, B], [supplies(1), tie(SUPPLIES, B, A)]).relationships(SUPPLIES)
    assert np.isnan(edges.values["amount"]).sum() == 1
    assert np.isnan(edges.values["share_low"]).all()
    assert not any(each.flags.writeable for each in edges.values.values())


def test_holdings_of_merged_records_are_one_with_the_earliest_sighting() -> None:
    twin = company("a", source="erp")
    phone = IdentifierKind.PHONE
    holdings = [
        holding(A, phone, "+8613800000001", since=date(2020, 1, 1)),
        holding(twin, phone, "+8613800000001", since=date(2019, 1, 1)),
        holding(B, phone, "+8613800000001"),
        holding(B, IdentifierKind.RESIDENT_ID, "X", failed="checksum"),
        holding(C, phone, "+8613800000002", until=date(2020, 1, 1)),
    ]
    snapshot = world([A, B, C, twin], holdings=holdings, same=[[A, twin]])
    held = snapshot.holdings
    assert snapshot.identifiers["failed"].to_pylist() == [None, None, "checksum"]
    assert snapshot.identifiers["value"].to_pylist()[:2] == ["+8613800000001", "+8613800000002"]
    by_party = {
        (int(party), int(identifier)): (since, int(records))
        for party, identifier, since, records in zip(
            held.party, held.identifier, held.since, held.records, strict=True
        )
    }
    a, b = position(snapshot, A), position(snapshot, B)
    assert set(by_party) == {(a, 0), (b, 0), (b, 2)}
    assert by_party[a, 0] == ((date(2019, 1, 1) - date(1970, 1, 1)).days, 2)
    assert math.isnan(by_party[b, 0][0])
    assert held.party.tolist() == sorted(held.party.tolist())


def test_amounts_are_in_the_book_currency_by_the_rate_of_the_day() -> None:
    rates = Rates(
        "CNY",
        {
            "CNY": (DatedRate(date(2000, 1, 1), 1.0),),
            "USD": (DatedRate(date(2000, 1, 1), 6.0), DatedRate(date(2026, 1, 1), 7.0)),
            "JPY": (DatedRate(date(2000, 1, 1), 0.05),),
        },
    )
    ties = [
        tie(SUPPLIES, A, B, terms=Terms(amount=Money(100, "USD"))),
        tie(SUPPLIES, B, C, terms=Terms(amount=Money(100, "JPY"))),
    ]
    assert amounts(world([A, B, C], ties, rates=rates)) == [5.0, 7.0]
    assert amounts(world([A, B, C], ties, rates=rates, valid_on=date(2025, 1, 1))) == [5.0, 6.0]


def test_an_amount_in_an_unknown_currency_is_missing_and_said_so() -> None:
    rich = company("rich", equity={"minor": 5, "currency": "XAU"})
    snapshot = world([rich, A], [tie(SUPPLIES, A, rich, terms=Terms(amount=Money(100, "USD")))])
    assert math.isnan(snapshot.relationships(SUPPLIES).values["amount"][0])
    assert any("fields of parties" in each and "XAU 1" in each for each in snapshot.problems)
    assert any("relationships" in each and "USD 1" in each for each in snapshot.problems)


def test_possible_matches_know_their_positions() -> None:
    match = PossibleMatch(party_id(A), party_id(B), 0.4)
    snapshot = world([A, B], possible=[match])
    row = snapshot.possible.to_pylist()[0]
    assert (row["a_index"], row["b_index"]) == (position(snapshot, A), position(snapshot, B))


def test_the_content_hash_tells_content_and_nothing_else() -> None:
    ties = [supplies(100), tie(SUPPLIES, B, C)]
    first = world([A, B, C], ties)
    moved = [dataclasses.replace(each, origin=Origin("other.csv", 99)) for each in ties]
    assert world([C, B, A], moved[::-1]).content_hash == first.content_hash
    assert world([A, B, C], [supplies(101), ties[1]]).content_hash != first.content_hash
    assert world([A, B, C], ties, valid_on=date(2026, 1, 1)).content_hash != first.content_hash
    assert world([A, B, C], ties, same=[[A, C]]).content_hash != first.content_hash


def test_chunks_make_no_difference_to_the_hash() -> None:
    whole = tables(Batch(records=[A, B, C, person("p", name="李雷")]))
    parts = {
        table: pa.concat_tables([rows.slice(0, 1), rows.slice(1)]) if rows.num_rows else rows
        for table, rows in whole.items()
    }
    assert content_hash(parts) == content_hash(whole)


def test_an_empty_world_is_a_snapshot_too() -> None:
    snapshot = world([])
    assert len(snapshot) == 0
    assert all(len(edges) == 0 for edges in snapshot.edges.values())
    assert snapshot.csr(SUPPLIES, Way.OUT).indptr.tolist() == [0]
