import pytest

from analytics.ties.exposures import ExposureKind, exposures
from graph.changes import Batch
from graph.model import Contract, Json, Lawsuit, Origin, Record
from graph.relationships import Relationship, RelationshipKind, Terms
from graph.values import FactId, Share
from tests.scoring.shipped import shipped
from tests.worlds import cny, company, position, tie, world

C = shipped().calibration
K, E = RelationshipKind, ExposureKind
ORIGIN = Origin("x.csv", 2)
CALLED = C.guarantee_called * C.loss_given_default


def money(amount: int) -> Json:
    return {"minor": amount * 100, "currency": "CNY"}


A, B = (company(key, equity=money(1_000)) for key in ("a", "b"))


def at_stake(
    *ties: Relationship, facts: Batch | None = None, records: tuple[Record, ...] = (A, B)
) -> list[tuple[str, str, float, float, ExposureKind]]:
    """Return (debtor, creditor, amount, loss, kind) of each exposure by source keys."""
    s = world(records, ties, facts=facts or Batch())
    names = {position(s, each): each.id.split(":")[2] for each in records}
    found = exposures(s, shipped())
    return [
        (names[debtor], names[creditor], amount, loss, ExposureKind(kind))
        for debtor, creditor, amount, loss, kind in zip(
            found.debtor.tolist(),
            found.creditor.tolist(),
            found.amount.tolist(),
            found.loss.tolist(),
            found.kind.tolist(),
            strict=True,
        )
    ]


def test_a_debt_is_at_stake_with_its_debtor_and_partly_recovered() -> None:
    assert at_stake(tie(K.OWES, A, B, terms=Terms(amount=cny(500)))) == [
        ("a", "b", 500.0, pytest.approx(500 * C.loss_given_default), E.DEBT)
    ]


def test_a_guarantor_has_at_stake_what_it_promised() -> None:
    assert at_stake(tie(K.GUARANTEES, A, B, terms=Terms(amount=cny(700)))) == [
        ("b", "a", 700.0, pytest.approx(700 * CALLED), E.GUARANTEE)
    ]


def test_a_stake_is_lost_whole_by_its_book_value_or_its_share_of_equity() -> None:
    by_share = at_stake(tie(K.OWNS, A, B, terms=Terms(share=Share.exactly(0.3))))
    booked = at_stake(tie(K.OWNS, A, B, terms=Terms(share=Share.exactly(0.3), amount=cny(50))))
    assert by_share == [("b", "a", pytest.approx(300.0), pytest.approx(300.0), E.STAKE)]
    assert booked == [("b", "a", 50.0, 50.0, E.STAKE)]


def test_shares_of_more_than_a_whole_are_money_of_no_more_than_the_firm_has() -> None:
    third = company("c", equity=money(1_000))
    ties = [tie(K.OWNS, owner, B, terms=Terms(share=Share.exactly(0.8))) for owner in (A, third)]
    found = at_stake(*ties, records=(A, B, third))
    assert [each[2] for each in found] == pytest.approx([500.0, 500.0])


def test_goods_paid_ahead_are_at_stake_with_the_seller() -> None:
    paper = Contract(
        FactId("contract:legal:1"), "1", "legal", ORIGIN,
        amount=cny(1_000), status="active", delivered_share=0.1, prepaid_share=0.6,
    )  # fmt: skip
    ties = [
        tie(K.SIGNED, A, paper.id, subject="seller", by="legal"),
        tie(K.SIGNED, B, paper.id, subject="buyer", by="legal"),
    ]
    expected = ("a", "b", pytest.approx(500.0), pytest.approx(500 * C.loss_given_default), E.CONTRACT)
    assert at_stake(*ties, facts=Batch(contracts=[paper])) == [expected]


def test_a_claim_is_at_stake_by_the_chance_to_win_it() -> None:
    trial = Lawsuit(FactId("lawsuit:court:x/1"), "x", "1", "court", ORIGIN, status="open", claim=cny(400))
    ties = [tie(K.DEFENDANT_IN, A, trial.id), tie(K.PLAINTIFF_IN, B, trial.id)]
    assert at_stake(*ties, facts=Batch(lawsuits=[trial])) == [
        ("a", "b", 400.0, pytest.approx(0.5 * 400 * C.loss_given_default), E.CLAIM)
    ]


def test_what_has_no_amount_is_nobodys_money() -> None:
    ties = [tie(K.OWES, A, B), tie(K.GUARANTEES, A, B), tie(K.OWNS, A, B), tie(K.SUPPLIES, A, B)]
    assert at_stake(*ties) == []
