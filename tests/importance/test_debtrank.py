"""The loss cascade: published examples, cases solved by hand, and a slow twin on random networks."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.importance import importance
from analytics.systemic.failing import Shock, lost
from analytics.systemic.loss_network import LossNetwork, loss_network
from analytics.systemic.production import Supplies, production
from graph.arrays import F64
from tests.importance.dense import Matrix, dense_debtrank

NAN = float("nan")
EXACT = 1e-15
unhurried = settings(max_examples=80, deadline=None, derandomize=True)


def owed(loss: Matrix, equity: F64) -> LossNetwork:
    """Return the network of loss[i, j]: what i loses when j fails."""
    creditor, debtor = np.nonzero(loss)
    return loss_network(
        debtor.astype(np.int32), creditor.astype(np.int32), loss[creditor, debtor], equity=equity
    )


# R package NetworkRiskMeasures, the example of its README: three banks; assets[i, j]: what i holds of j. Its
# stress is not capped: the part of an equity that is lost is the smaller of it and 1.
ASSETS = np.array([[0.0, 1.0, 0.0], [10.0, 0.0, 3.0], [3.0, 2.0, 0.0]])
BUFFERS = np.array([2.0, 5.0, 2.0])


@pytest.mark.parametrize(
    ("shock", "stress"),
    [
        ({0: 1.0}, [1.5, 2.6, 2.5]),
        ({1: 1.0}, [0.5, 2.6, 1.75]),
        ({2: 1.0}, [0.5, 1.6, 2.75]),
        ({0: 0.01, 1: 0.01, 2: 0.01}, [0.51, 1.63, 1.775]),
        ({0: 0.1, 1: 0.1, 2: 0.1}, [0.6, 1.9, 2.0]),
    ],
)
def test_three_banks_lose_what_a_published_program_says(shock: Shock, stress: list[float]) -> None:
    found = lost(owed(ASSETS, BUFFERS), shock, tol=EXACT)
    assert found.part == pytest.approx(np.minimum(1.0, stress), abs=1e-12)


# Barucca et al., "Network valuation in financial systems", Math. Finance 2020: the chain, tree and cycle
# shipped with the program neva, valued by its linear DebtRank. Who holds what of whom, equity at first, and
# for equity that is taken away what is left; there equity may end below zero, which here is nothing left.
CHAIN = np.array([[0.0, 0.5, 0.0], [0.0, 0.0, 0.5], [0.0, 0.0, 0.0]])
TREE = np.array([[0.0, 0.5, 0.5], [0.0, 0.0, 0.0], [0.0, 0.0, 0.0]])
CYCLE = np.array([[0.0, 0.5, 0.0], [0.0, 0.0, 0.5], [0.5, 0.0, 0.0]])
OF_CHAIN, OF_TREE, OF_CYCLE = [1.5, 1.0, 0.5], [2.0, 0.5, 0.5], [1.0, 1.0, 1.0]
ALL, LAST, HALF, SECOND = [0.5, 0.5, 0.5], [0.0, 0.0, 1.0], [0.0, 0.0, 0.5], [0.0, 1.5, 0.0]


@pytest.mark.parametrize(
    ("held", "equity", "taken", "left"),
    [
        (CHAIN, OF_CHAIN, ALL, [0.5, 0.0, 0.0]),
        (CHAIN, OF_CHAIN, LAST, [1.25, 0.5, -0.5]),
        (CHAIN, OF_CHAIN, HALF, [1.25, 0.5, 0.0]),
        (CHAIN, OF_CHAIN, SECOND, [1.0, -0.5, 0.5]),
        (TREE, OF_TREE, ALL, [0.5, 0.0, 0.0]),
        (TREE, OF_TREE, LAST, [1.5, 0.5, -0.5]),
        (TREE, OF_TREE, HALF, [1.5, 0.5, 0.0]),
        (TREE, OF_TREE, SECOND, [1.5, -1.0, 0.5]),
        (CYCLE, OF_CYCLE, ALL, [0.0, 0.0, 0.0]),
        (CYCLE, OF_CYCLE, LAST, [0.75, 0.5, -0.125]),
        (CYCLE, OF_CYCLE, HALF, [6 / 7, 5 / 7, 3 / 7]),
        (CYCLE, OF_CYCLE, SECOND, [0.5, -0.625, 0.75]),
    ],
)
def test_chain_tree_and_cycle_are_valued_as_published(
    held: Matrix, equity: list[float], taken: list[float], left: list[float]
) -> None:
    shock = {place: min(1.0, part / equity[place]) for place, part in enumerate(taken)}
    found = lost(owed(held, np.array(equity)), shock, tol=EXACT)
    assert (1 - found.part) * equity == pytest.approx(np.maximum(left, 0.0), abs=1e-12)


def test_a_loss_runs_on_in_money_and_ends_at_the_equity() -> None:
    """0 owes 1 half of its equity, 1 owes 2 a tenth of its, and 0 owes 3 twice what that has."""
    found = lost(_small(), {0: 1.0})
    assert found.money.tolist() == [0.0, 50.0, 5.0, 20.0]
    assert found.part.tolist() == pytest.approx([1.0, 0.5, 0.05, 1.0])
    assert importance(_nothing(4), _small(), threads=1).money == pytest.approx([75.0, 10.0, 0.0, 0.0])


def _small() -> LossNetwork:
    debtor, creditor = np.array([0, 1, 0, 0], np.int32), np.array([1, 2, 3, 3], np.int32)
    equity = np.array([10.0, 100.0, 100.0, 20.0])
    return loss_network(debtor, creditor, np.array([50.0, 10.0, 15.0, 25.0]), equity=equity)


def _nothing(parties: int):  # type: ignore[no-untyped-def]
    none, unknown = np.empty(0, np.int32), np.full(parties, NAN)
    supplies = Supplies(none, none, np.empty(0), np.empty(0, np.bool_), np.empty(0))
    return production(supplies, np.zeros(parties, np.int32), revenue=unknown, costs=unknown)


def test_who_has_no_known_equity_loses_all_of_it_in_money_and_hands_nothing_on() -> None:
    chain = np.array([[0.0, 0.0, 0.0], [70.0, 0.0, 0.0], [0.0, 5.0, 0.0]])
    found = lost(owed(chain, np.array([1.0, NAN, 10.0])), {0: 1.0})
    assert found.money.tolist() == [0.0, 70.0, 0.0]
    assert found.part.tolist() == [1.0, 0.0, 0.0]


def test_who_fails_in_part_loses_no_more_than_the_rest() -> None:
    found = lost(owed(np.array([[0.0, 90.0], [0.0, 0.0]]), np.array([100.0, 10.0])), {0: 0.6, 1: 1.0})
    assert found.money.tolist() == [40.0, 0.0]


@st.composite
def systems(draw: st.DrawFn) -> tuple[Matrix, F64]:
    parties = draw(st.integers(2, 7))
    amount = st.one_of(st.just(0.0), st.floats(0.01, 30.0))
    loss = np.array([[draw(amount) for _ in range(parties)] for _ in range(parties)])
    np.fill_diagonal(loss, 0.0)
    equity = st.one_of(st.floats(1.0, 100.0), st.just(NAN))
    return loss, np.array([draw(equity) for _ in range(parties)])


def parts(shock: Shock, parties: int) -> F64:
    first = np.zeros(parties)
    first[list(shock)] = list(shock.values())
    return first


@unhurried
@given(systems(), st.floats(0.0, 1.0))
def test_the_frontier_loses_what_whole_matrices_lose(system: tuple[Matrix, F64], part: float) -> None:
    loss, equity = system
    shock = {0: 1.0, 1: part}
    slow = dense_debtrank(loss, np.where(np.isnan(equity), 1e300, equity), parts(shock, len(equity)))
    assert lost(owed(loss, equity), shock).part == pytest.approx(slow, abs=1e-6)


@unhurried
@given(systems(), st.floats(0.0, 1.0), st.floats(0.0, 1.0))
def test_more_shock_never_loses_less_and_nobody_loses_more_than_the_equity(
    system: tuple[Matrix, F64], one: float, other: float
) -> None:
    n = owed(*system)
    less, more = (lost(n, {0: part}) for part in sorted((one, other)))
    assert (more.part >= less.part - 1e-6).all()
    assert (more.money[1:] >= less.money[1:] - 1e-4).all()
    assert (more.money <= np.where(np.isnan(n.equity), np.inf, n.equity)).all()


@unhurried
@given(systems(), st.randoms(use_true_random=False))
def test_neither_the_order_of_parties_nor_the_unit_of_money_matters(
    system: tuple[Matrix, F64],
    random: "st.Random",  # type: ignore[name-defined]
) -> None:
    loss, equity = system
    new = np.array(random.sample(range(len(equity)), len(equity)))
    turned, other = np.empty_like(loss), np.empty_like(equity)
    turned[np.ix_(new, new)], other[new] = loss * 1e12, equity * 1e12
    before, after = lost(owed(loss, equity), {0: 1.0}), lost(owed(turned, other), {int(new[0]): 1.0})
    assert after.part[new] == pytest.approx(before.part, abs=1e-6)
    assert after.money[new] == pytest.approx(before.money * 1e12, rel=1e-5, abs=1e9)


def test_amounts_that_are_no_amounts_are_left_out() -> None:
    debtor, creditor = np.array([0, 0, 0, 1], np.int32), np.array([1, 1, 1, 1], np.int32)
    n = loss_network(debtor, creditor, np.array([NAN, -3.0, 0.0, 5.0]), equity=np.array([1.0, 1.0]))
    assert lost(n, {0: 1.0}).money.tolist() == [0.0, 0.0]


def test_a_ring_of_claims_that_loses_everything_is_done() -> None:
    ring = np.array([[0.0, 10.0], [10.0, 0.0]])
    found = lost(owed(ring, np.array([10.0, 10.0])), {0: 1e-3})
    assert found.part == pytest.approx([1.0, 1.0])
    assert found.rounds > 0


def test_rounds_that_are_ended_early_are_told() -> None:
    ring = np.array([[0.0, 10.0], [10.0, 0.0]])
    assert lost(owed(ring, np.array([10.0, 10.0])), {0: 1e-3}, max_rounds=5).rounds == -1
