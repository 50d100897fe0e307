"""What-ifs of small worlds: failing parties, ties that are gone, weigh otherwise or are new, and money."""

import numpy as np
import pytest

from analytics.score import score_all
from analytics.solution import Solution
from analytics.whatif.sampling import sampled
from analytics.whatif.supposed import AddedTie, ChangedTie, Supposed, Weight
from analytics.whatif.what_if import Changes, what_if
from analytics.wording import what_if_text
from graph.errors import InvalidInput, TooLarge
from graph.relationships import RelationshipKind, Terms
from graph.values import Share
from tests.scoring.stories import CUSTOMER, MAKER, TIER_ONE, failing_supplier, money, solved
from tests.worlds import cny, company, position, tie, world

K = RelationshipKind
BANK = company("bank", equity=money(1_000), roles=["house"])
SHOP = company("shop", equity=money(200))
MILL = company("mill", equity=money(100))


def lending(*, owed: float = 300, more: bool = False) -> Solution:
    """The bank lends to the shop and the shop to the mill; with `more` the bank lends to the mill as well."""
    ties = [
        tie(K.OWES, SHOP, BANK, terms=Terms(amount=cny(owed))),
        tie(K.OWES, MILL, SHOP, terms=Terms(amount=cny(90))),
    ]
    if more:
        ties.append(tie(K.OWES, MILL, BANK, terms=Terms(amount=cny(500))))
    return solved(world([BANK, SHOP, MILL], ties))


def row(solution: Solution, kind: RelationshipKind, source: object, target: object) -> int:
    edges = solution.snapshot.relationships(kind)
    ends = position(solution.snapshot, source), position(solution.snapshot, target)  # type: ignore[arg-type]
    [found] = edges.row[(edges.source == ends[0]) & (edges.target == ends[1])].tolist()
    return int(found)


def after(changes: Changes, party: int) -> float:
    [place] = np.flatnonzero(changes.party == party).tolist()
    return float(changes.pd_after[place])


def test_nobody_changes_where_nothing_is_supposed() -> None:
    found = what_if(failing_supplier(), Supposed())
    assert (len(found.changes.party), found.added, found.lost) == (0, 0.0, 0.0)
    assert [len(step.reached.party) for step in found.steps] == [0]
    assert what_if_text(found, "CNY", "en") == "Nobody else is touched"


def test_a_failing_supplier_reaches_the_customer_in_the_second_round() -> None:
    solution = failing_supplier()
    maker, tier_one, customer = (position(solution.snapshot, each) for each in (MAKER, TIER_ONE, CUSTOMER))
    found = what_if(solution, Supposed(failed=(maker,)))
    assert [step.felt().party.tolist() for step in found.steps] == [[maker], [tier_one], [customer]]
    assert found.changes.party[0] == maker
    assert (found.changes.pd_after[0], found.changes.score_after[0]) == (1.0, 100.0)
    assert found.others() == 2


def test_values_before_are_those_of_the_book() -> None:
    solution = failing_supplier()
    found = what_if(solution, Supposed(failed=(position(solution.snapshot, MAKER),)))
    scores = score_all(solution)
    changed = found.changes.party
    assert (found.changes.pd_before == solution.contagion.pd[changed]).all()
    assert found.changes.score_before == pytest.approx(scores.value[changed], abs=1e-12)
    assert (found.changes.grade_before == scores.grade[changed]).all()


def test_a_creditor_is_expected_to_lose_what_the_failure_adds() -> None:
    solution = lending()
    shop, mill, bank = (position(solution.snapshot, each) for each in (SHOP, MILL, BANK))
    found = what_if(solution, Supposed(failed=(mill,)))
    lost = solution.inputs.calibration.loss_given_default
    pd = solution.contagion.pd
    by_creditor = dict(zip(found.losses.creditor.tolist(), found.losses.loss.tolist(), strict=True))
    assert by_creditor == pytest.approx(
        {
            shop: (1 - pd[mill]) * 90 * lost,
            bank: (after(found.changes, shop) - pd[shop]) * 300 * lost,
        }
    )
    assert found.lost == pytest.approx(sum(by_creditor.values()))
    assert found.lost_by_us == pytest.approx(by_creditor[bank])
    assert found.losses.debtor.tolist() == [mill if each == shop else shop for each in by_creditor]
    by_round = [by_creditor[shop], by_creditor[bank], 0.0]
    assert [step.lost for step in found.steps] == pytest.approx(by_round)


def test_a_removed_tie_gives_what_a_book_without_it_gives() -> None:
    solution = failing_supplier()
    gone = row(solution, K.SUPPLIES, TIER_ONE, CUSTOMER)
    found = what_if(solution, Supposed(removed=(gone,)))
    customer = position(solution.snapshot, CUSTOMER)
    without = failing_supplier(second_tier=False)
    assert after(found.changes, customer) == pytest.approx(without.contagion.pd[customer], abs=1e-9)
    assert found.code == "what_if_better"
    assert found.grade_before(0) != found.grade_after(0)


def test_another_amount_gives_what_a_book_with_it_gives() -> None:
    solution, other = lending(owed=300), lending(owed=1_200)
    debt = row(solution, K.OWES, SHOP, BANK)
    found = what_if(solution, Supposed(changed=(ChangedTie(debt, Weight(amount=1_200)),)))
    bank = position(solution.snapshot, BANK)
    assert after(found.changes, bank) == pytest.approx(other.contagion.pd[bank], abs=1e-9)


def test_an_added_tie_gives_what_a_book_with_it_gives() -> None:
    solution, other = lending(), lending(more=True)
    mill, bank = (position(solution.snapshot, each) for each in (MILL, BANK))
    found = what_if(solution, Supposed(added=(AddedTie(K.OWES, mill, bank, Weight(amount=500)),)))
    assert after(found.changes, bank) == pytest.approx(other.contagion.pd[bank], abs=1e-9)


def test_a_rate_is_taken_as_it_is_given_in_every_way_of_the_tie() -> None:
    solution = lending()
    shop, bank = (position(solution.snapshot, each) for each in (SHOP, BANK))
    found = what_if(solution, Supposed(added=(AddedTie(K.GUARANTEES, bank, shop, Weight(rate=0.4)),)))
    own, former = solution.own.pd[bank], solution.ties.rate[solution.ties.target == bank]
    either = 1 - (1 - former[0]) * (1 - 0.4)  # of two ties between the same two hands distress on
    expected = 1 - (1 - own) * (1 - either * solution.contagion.pd[shop])
    assert after(found.changes, bank) == pytest.approx(expected)


def test_a_stake_weighs_by_its_share() -> None:
    solution = solved(world([BANK, SHOP], [tie(K.OWNS, BANK, SHOP, terms=Terms(share=Share.exactly(0.2)))]))
    stake = row(solution, K.OWNS, BANK, SHOP)
    found = what_if(solution, Supposed(changed=(ChangedTie(stake, Weight(share=0.4)),)))
    bank, shop = (position(solution.snapshot, each) for each in (BANK, SHOP))
    expected = 1 - (1 - solution.own.pd[bank]) * (1 - 0.4 * 200 / 1_000 * solution.own.pd[shop])
    assert after(found.changes, bank) == pytest.approx(expected)


@pytest.mark.parametrize(
    "supposed",
    [
        Supposed(added=(AddedTie(K.OFFICER_OF, 0, 1, Weight(rate=0.5)),)),
        Supposed(added=(AddedTie(K.OWES, 1, 1, Weight(rate=0.5)),)),
        Supposed(added=(AddedTie(K.OWES, 0, 1, Weight(share=0.5)),)),
        Supposed(added=(AddedTie(K.PARTNERS_WITH, 0, 1, Weight(amount=5)),)),
    ],
)
def test_what_cannot_be_supposed_is_refused(supposed: Supposed) -> None:
    with pytest.raises(InvalidInput, match=r"add\[0\]"):
        what_if(lending(), supposed)


def test_a_tie_is_supposed_once() -> None:
    with pytest.raises(InvalidInput, match="once"):
        Supposed(removed=(3,), changed=(ChangedTie(3, Weight(rate=0.5)),))


@pytest.mark.parametrize("given", [{}, {"rate": 1.0}, {"rate": 0.1, "amount": 2.0}, {"amount": float("nan")}])
def test_a_weight_is_one_number_in_its_range(given: dict[str, float]) -> None:
    with pytest.raises(InvalidInput):
        Weight(**given)


def test_sampled_worlds_agree_with_what_was_computed() -> None:
    solution = failing_supplier()
    supposed = Supposed(failed=(position(solution.snapshot, MAKER),))
    check = sampled(solution, supposed, worlds=20_000)
    assert abs(check.added - what_if(solution, supposed).added) <= 4 * check.error
    assert sampled(solution, supposed, worlds=20_000) == check


def test_sampled_worlds_know_ties_that_are_gone_or_new() -> None:
    solution = lending(more=True)
    snapshot = solution.snapshot
    supposed = Supposed(
        removed=(row(solution, K.OWES, MILL, BANK),),
        added=(AddedTie(K.OWES, position(snapshot, BANK), position(snapshot, MILL), Weight(rate=0.9)),),
    )
    check = sampled(solution, supposed, worlds=200_000)
    assert abs(check.added - what_if(solution, supposed).added) <= 4 * check.error


def test_too_many_sampled_worlds_are_refused() -> None:
    with pytest.raises(TooLarge, match="ask for"):
        sampled(lending(), Supposed(failed=(0,)), worlds=10**10)
