"""What is told twice carries once."""

from dataclasses import replace
from datetime import date

import pytest

from analytics.measures import Basis
from analytics.own.facts import Facts
from analytics.own.indicators import lawsuits_as_defendant
from analytics.transmission import transmission
from graph.changes import Batch
from graph.model import Contract, Lawsuit, Record
from graph.relationships import Relationship, RelationshipKind, Terms
from graph.values import FactId
from tests.scoring.shipped import shipped
from tests.transmission.ways import ORIGIN, A, B, between, firm, ways
from tests.worlds import cny, company, position, tie, world

K = RelationshipKind


def case(number: str = "1", claim: int | None = 400, *, by: str = "court") -> Lawsuit:
    money = None if claim is None else cny(claim)
    return Lawsuit(FactId(f"lawsuit:{by}:{number}"), "一院", number, by, ORIGIN, status="open", claim=money)


def sues(suit: Lawsuit, *, defendants: tuple[Record, ...] = (A,), by: str = "court") -> list[Relationship]:
    sued = [tie(K.DEFENDANT_IN, each, suit.id, by=by) for each in defendants]
    return [*sued, tie(K.PLAINTIFF_IN, B, suit.id, by=by)]


def owed(amount: int | None) -> Relationship:
    return tie(K.OWES, A, B, terms=Terms(amount=None if amount is None else cny(amount)))


def rates(*ties: Relationship, facts: Batch) -> list[float]:
    """Return the rate of every way, ascending, also where two run between the same two."""
    return sorted(transmission(world([A, B], ties, facts=facts), shipped()).rate.tolist())


def paper(number: str = "HT-1", *, by: str = "legal", delivered: float = 0.5) -> Contract:
    key = FactId(f"contract:{by}:{number}")
    return Contract(key, number, by, ORIGIN, amount=cny(1_000), status="active", delivered_share=delivered)


def signed(contract: Contract, *, by: str = "legal") -> list[Relationship]:
    return [
        tie(K.SIGNED, A, contract.id, subject="seller", by=by),
        tie(K.SIGNED, B, contract.id, subject="buyer", by=by),
    ]


def test_a_claim_for_a_debt_is_that_debt() -> None:
    suit = case(claim=400)
    debt = owed(500)
    assert between(debt, *sues(suit), facts=Batch(lawsuits=[suit])) == between(debt)


def test_what_a_claim_asks_beyond_the_debt_counts() -> None:
    suit = case(claim=400)
    # .5 · (400 - 300) · .6 / 1,000 beside .6 · 300 / 1,000
    assert rates(owed(300), *sues(suit), facts=Batch(lawsuits=[suit])) == pytest.approx([0.03, 0.18])


def test_a_debt_of_unknown_amount_covers_every_claim() -> None:
    suit = case(claim=400)
    assert between(owed(None), *sues(suit), facts=Batch(lawsuits=[suit])) == between(owed(None))


def test_a_claim_of_unknown_amount_repeats_a_debt_and_else_stands_on_a_default() -> None:
    suit = case(claim=None)
    facts = Batch(lawsuits=[suit])
    assert between(owed(300), *sues(suit), facts=facts) == between(owed(300))
    assert between(*sues(suit), facts=facts)["a", "b"][1] == Basis.DEFAULT


def test_a_claim_for_goods_that_a_contract_leaves_unpaid_is_that_debt() -> None:
    contract, suit = paper(), case(claim=500)
    ties = [
        *signed(contract),
        tie(K.DEFENDANT_IN, B, suit.id, by="court"),
        tie(K.PLAINTIFF_IN, A, suit.id, by="court"),
    ]
    both = between(*ties, facts=Batch(contracts=[contract], lawsuits=[suit]))
    assert both == between(*signed(contract), facts=Batch(contracts=[contract]))


def test_a_case_that_two_sources_tell_counts_once() -> None:
    one, other = case("（2026）1号"), case("(2026) 1号", by="news")
    facts = Batch(lawsuits=[one, other])
    found = between(*sues(one), *sues(other, by="news"), facts=facts)
    assert found == between(*sues(one), facts=Batch(lawsuits=[one]))


def test_a_case_that_two_sources_tell_burdens_its_defendant_once() -> None:
    one, other = case("（2026）1号"), case("(2026) 1号", by="news")
    both = world([A, B], [*sues(one), *sues(other, by="news")], facts=Batch(lawsuits=[one, other]))
    alone = world([A, B], sues(one), facts=Batch(lawsuits=[one]))
    told, once = (lawsuits_as_defendant(Facts(s, shipped()))[position(s, A)] for s in (both, alone))
    assert told == once > 0


def test_of_two_sources_of_a_case_the_one_that_names_more_parties_counts() -> None:
    third = firm("c")
    full, short = case(claim=None), case(by="a")
    ties = [*sues(full, defendants=(A, third)), *sues(short, by="a")]
    found = between(*ties, records=(A, B, third), facts=Batch(lawsuits=[full, short]))
    assert set(found) == {("a", "b"), ("c", "b")}


def test_a_case_that_is_filed_later_claims_nothing_yet() -> None:
    later = replace(case(), filed=date(2026, 12, 1))
    assert between(*sues(later), facts=Batch(lawsuits=[later])) == {}


def test_two_cases_of_one_court_count_both() -> None:
    one, other = case("1"), case("2")
    facts = Batch(lawsuits=[one, other])
    assert rates(*sues(one), *sues(other), facts=facts) == pytest.approx([0.12, 0.12])


def test_several_defendants_share_a_claim() -> None:
    suit, third = case(), firm("c")
    found = between(*sues(suit, defendants=(A, third)), records=(A, B, third), facts=Batch(lawsuits=[suit]))
    assert found["a", "b"][0] == found["c", "b"][0] == pytest.approx(0.06)


def test_a_contract_that_two_sources_tell_counts_once_by_the_row_that_says_most() -> None:
    full, poor = paper(), replace(paper(by="crm"), delivered_share=None, prepaid_share=1.0, amount=None)
    facts = Batch(contracts=[full, poor])
    found = between(*signed(full), *signed(poor, by="crm"), facts=facts)
    assert found == between(*signed(full), facts=Batch(contracts=[full]))


def test_contracts_of_one_number_with_different_sides_are_two() -> None:
    one, other, third = paper(), paper(by="crm"), firm("c")
    ties = [
        *signed(one),
        tie(K.SIGNED, A, other.id, subject="seller", by="crm"),
        tie(K.SIGNED, third, other.id, subject="buyer", by="crm"),
    ]
    found = between(*ties, records=(A, B, third), facts=Batch(contracts=[one, other]))
    assert set(found) == {("b", "a"), ("c", "a")}


def test_a_party_that_signed_under_two_records_signed_once() -> None:
    contract, twin = paper(), company("a2")
    ties = [*signed(contract), tie(K.SIGNED, twin, contract.id, subject="seller", by="legal")]
    s = world([A, B, twin], ties, facts=Batch(contracts=[contract]), same=[(A, twin)])
    assert list(ways(s).values()) == [(pytest.approx(0.3), Basis.MEASURED)]


def test_a_guarantor_of_a_contract_who_guarantees_the_buyer_anyway_stands_once() -> None:
    contract = paper(delivered=0.0)
    guarantee = tie(K.GUARANTEES, B, A, terms=Terms(amount=cny(700)))
    ties = [
        tie(K.SIGNED, A, contract.id, subject="buyer"),
        tie(K.SIGNED, B, contract.id, subject="guarantor"),
    ]
    assert between(guarantee, *ties, facts=Batch(contracts=[contract])) == between(guarantee)


def test_the_whole_of_a_supply_beside_its_products_from_elsewhere_counts_once() -> None:
    parts = [
        tie(K.SUPPLIES, A, B, subject=name, terms=Terms(amount=cny(400), substitutability=0.0))
        for name in ("steel", "bolts")
    ]
    whole = tie(K.SUPPLIES, A, B, by="crm", terms=Terms(amount=cny(800), substitutability=0.0))
    assert between(*parts, whole) == between(*parts)
    assert ("a", "b") in between(whole)
