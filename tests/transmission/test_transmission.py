import numpy as np
import pytest

from analytics.measures import Basis
from analytics.transmission import tie_rates, transmission
from graph.changes import Batch
from graph.model import Contract, Lawsuit
from graph.relationships import Relationship, RelationshipKind, Terms
from graph.values import FactId, Share
from tests.scoring.shipped import shipped
from tests.transmission.ways import ORIGIN, A, B, between, firm, money
from tests.worlds import cny, person, tie, world

C = shipped().calibration
K = RelationshipKind


def test_a_supply_hurts_the_buyer_by_cost_and_the_supplier_by_revenue() -> None:
    terms = Terms(amount=cny(800), substitutability=0.25)
    assert between(tie(K.SUPPLIES, A, B, terms=terms)) == {
        ("a", "b"): (pytest.approx(C.supplier_failure * 0.1 * 0.75), Basis.MEASURED),
        ("b", "a"): (pytest.approx(C.buyer_failure * 0.08), Basis.MEASURED),
    }


def test_an_essential_supply_counts_by_its_share_of_the_sector() -> None:
    makers = [firm("m1", industry="C33"), firm("m2", industry="C33"), firm("m3", industry="C40")]
    ties = [
        tie(K.SUPPLIES, maker, A, terms=Terms(amount=cny(amount), essential=True, substitutability=0.0))
        for maker, amount in zip(makers, (300, 100, 50), strict=True)
    ]
    found = between(*ties, records=(A, *makers))
    assert [found[each, "a"][0] for each in ("m1", "m2", "m3")] == pytest.approx(
        [C.supplier_failure * 0.75, C.supplier_failure * 0.25, C.supplier_failure]
    )


def test_a_supply_without_amounts_stands_on_defaults_and_says_so() -> None:
    assert between(tie(K.SUPPLIES, A, B)) == {
        ("a", "b"): (C.default_supply, Basis.DEFAULT),
        ("b", "a"): (C.default_sale, Basis.DEFAULT),
    }


def test_a_debt_hurts_the_creditor_by_its_equity() -> None:
    found = between(tie(K.OWES, A, B, terms=Terms(amount=cny(500))))
    assert found == {("a", "b"): (pytest.approx(C.loss_given_default * 0.5), Basis.MEASURED)}


def test_a_debt_far_above_equity_stops_at_the_cap() -> None:
    assert between(tie(K.OWES, A, B, terms=Terms(amount=cny(10**9))))["a", "b"][0] == 0.999


def test_a_guarantee_hurts_the_guarantor_when_it_is_called() -> None:
    found = between(tie(K.GUARANTEES, A, B, terms=Terms(amount=cny(700))))
    assert found == {
        ("b", "a"): (pytest.approx(C.guarantee_called * C.loss_given_default * 0.7), Basis.MEASURED)
    }


def test_a_controlled_firm_hurts_its_owner_by_value_and_the_owner_ends_its_support() -> None:
    found = between(tie(K.OWNS, A, B, terms=Terms(share=Share.exactly(0.6))))
    assert found["b", "a"] == (pytest.approx(0.6), Basis.MEASURED)
    assert found["a", "b"] == (pytest.approx(C.owner_support), Basis.MEASURED)


def test_a_minority_owner_gives_no_support() -> None:
    found = between(tie(K.OWNS, A, B, terms=Terms(share=Share.exactly(0.3))))
    assert set(found) == {("b", "a")}


def test_a_booked_stake_goes_before_the_share() -> None:
    found = between(tie(K.OWNS, A, B, terms=Terms(share=Share.exactly(0.3), amount=cny(50))))
    assert found["b", "a"][0] == pytest.approx(0.05)


def test_persons_transmit_by_ownership_alone() -> None:
    owner = person("p")
    found = between(
        tie(K.OWNS, owner, B, terms=Terms(share=Share.exactly(1.0))),
        tie(K.OWES, owner, A, terms=Terms(amount=cny(10))),
        tie(K.PARTNERS_WITH, owner, A),
        tie(K.OFFICER_OF, owner, A, subject="director"),
        records=(owner, A, B),
    )
    assert set(found) == {("b", "p"), ("p", "b")}


def test_partners_and_firms_run_by_one_person_warn_each_other() -> None:
    boss, other = person("p"), firm("c")
    offices = [tie(K.OFFICER_OF, boss, each, subject="法定代表人") for each in (A, B)]
    found = between(*offices, tie(K.PARTNERS_WITH, A, other), records=(boss, A, B, other))
    assert found["a", "b"] == found["b", "a"] == (C.officer, Basis.DEFAULT)
    assert found["a", "c"] == found["c", "a"] == (C.partner, Basis.DEFAULT)


def test_supervisors_and_nominees_tie_no_firms() -> None:
    boss, nominee = person("p"), person("n")
    firms = [firm(f"f{number}") for number in range(C.officer_companies + 1)]
    ties = [tie(K.OFFICER_OF, nominee, each, subject="director") for each in firms]
    ties += [tie(K.OFFICER_OF, boss, each, subject="supervisor") for each in firms[:2]]
    assert between(*ties, records=(boss, nominee, *firms)) == {}


def test_payments_carry_nothing() -> None:
    assert between(tie(K.TRANSFERRED, A, B, terms=Terms(amount=cny(500)))) == {}


def test_an_open_claim_hurts_the_plaintiff() -> None:
    trial = Lawsuit(FactId("lawsuit:court:x/1"), "x", "1", "court", ORIGIN, status="open", claim=cny(400))
    ties = [tie(K.DEFENDANT_IN, A, trial.id), tie(K.PLAINTIFF_IN, B, trial.id)]
    found = between(*ties, facts=Batch(lawsuits=[trial]))
    assert found == {("a", "b"): (pytest.approx(0.5 * 0.4 * C.loss_given_default), Basis.MEASURED)}


def contract(delivered: float, prepaid: float) -> Contract:
    return Contract(
        FactId("contract:legal:1"), "1", "legal", ORIGIN,
        amount=cny(1_000), status="active", delivered_share=delivered, prepaid_share=prepaid,
    )  # fmt: skip


def signed(paper: Contract, *more: Relationship) -> dict[tuple[str, str], tuple[float, int]]:
    ties = [
        tie(K.SIGNED, A, paper.id, subject="seller", by="legal"),
        tie(K.SIGNED, B, paper.id, subject="buyer", by="legal"),
    ]
    return between(*ties, *more, facts=Batch(contracts=[paper]))


def test_prepaid_goods_hurt_the_buyer_and_unpaid_ones_the_seller() -> None:
    loss = C.loss_given_default
    assert signed(contract(0.1, 0.6)) == {("a", "b"): (pytest.approx(loss * 0.5), Basis.MEASURED)}
    assert signed(contract(0.6, 0.1)) == {("b", "a"): (pytest.approx(loss * 0.5), Basis.MEASURED)}


def test_a_contract_adds_nothing_where_a_supply_or_a_debt_says_the_same() -> None:
    supply = tie(K.SUPPLIES, A, B, terms=Terms(amount=cny(800)))
    assert signed(contract(0.6, 0.1), supply) == between(supply)
    debt = tie(K.OWES, B, A, terms=Terms(amount=cny(100)))
    assert signed(contract(0.6, 0.1), debt) == between(debt)


def test_a_guarantor_of_a_contract_stands_for_its_buyer() -> None:
    paper, helper = contract(0.0, 0.0), firm("g")
    ties = [
        tie(K.SIGNED, A, paper.id, subject="buyer"),
        tie(K.SIGNED, helper, paper.id, subject="guarantor"),
    ]
    found = between(*ties, records=(A, helper), facts=Batch(contracts=[paper]))
    assert found["a", "g"][0] == pytest.approx(C.guarantee_called * C.loss_given_default, abs=1e-9)


def test_every_way_knows_its_tie_and_the_way_back() -> None:
    s = world([A, B], [tie(K.SUPPLIES, A, B, terms=Terms(amount=cny(800)))])
    t = transmission(s, shipped())
    assert t.reverse.tolist() == [1, 0]
    assert s.ties["kind"].take(t.key).to_pylist() == ["SUPPLIES", "SUPPLIES"]
    assert tie_rates(t, s.ties.num_rows) == pytest.approx([t.rate.max()])


def test_a_world_without_ties_transmits_nothing() -> None:
    t = transmission(world([A]), shipped())
    assert [len(part) for part in t] == [0] * 6
    assert t.rate.dtype == np.float64


def test_the_money_unit_does_not_matter() -> None:
    terms = Terms(amount=cny(800), substitutability=0.25)
    thousandfold = [
        firm(key, equity=money(10**6), revenue=money(10**7), costs=money(8 * 10**6)) for key in ("a", "b")
    ]
    larger = tie(K.SUPPLIES, *thousandfold, terms=Terms(amount=cny(800_000), substitutability=0.25))
    small = between(tie(K.SUPPLIES, A, B, terms=terms))
    assert between(larger, records=tuple(thousandfold))["a", "b"] == pytest.approx(small["a", "b"])
