"""ESRI: the example of the paper, cases solved by hand, and a slow twin on random networks."""

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from analytics.importance import TOLERANCE, importance
from analytics.systemic.failing import PAPER_EPS, Stopped, stopped
from analytics.systemic.loss_network import LossNetwork, loss_network
from analytics.systemic.production import LEAST_OUTSIDE, Production, Supplies, production
from graph.arrays import F64, I32
from tests.importance.dense import Dense, dense_esri

NAN = float("nan")
unhurried = settings(max_examples=60, deadline=None, derandomize=True)

# Diem, Borsos, Reisch, Kertész, Thurner, Sci. Rep. 12:7719 (2022), figure 1: eleven firms, [supplier, buyer,
# amount] counted from 1, and their sectors. Its results were computed with the authors' implementations.
# There, the first index of the matrix of essentiality is the sector of the supplier, the second that of the
# buyer; 1 is a linear input, 2 a Leontief one.
FIGURE_1 = [
    (2, 1, 1.0), (2, 3, 1.0), (3, 7, 1.0), (6, 7, 1.0), (7, 4, 1.0),
    (7, 11, 1.0), (8, 11, 1.0), (9, 5, 1.0), (9, 10, 1.0), (10, 7, 1.0),
]  # fmt: skip
SECTORS = np.array([1, 2, 1, 3, 4, 2, 4, 1, 2, 3, 5]) - 1
UPSTREAM = [0.1, 0.2, 0.2, 0.35, 0.1, 0.1, 0.7, 0.1, 0.2, 0.2, 0.45]
STEPS = [2, 4, 3, 4, 2, 3, 3, 2, 4, 3, 4]
ALONE_LINEAR = (
    [0.1, 11 / 30, 4 / 15, 0.35, 0.1, 1 / 6, 0.7, 0.1, 11 / 30, 4 / 15, 0.45],
    [0.0, 11 / 30, 1 / 6, 0.0, 0.0, 1 / 6, 0.2, 0.1, 11 / 30, 1 / 6, 0.0],
)
ALONE_LEONTIEF = (
    [0.1, 0.5, 0.4, 0.35, 0.1, 0.3, 0.7, 0.1, 0.5, 0.4, 0.45],
    [0.0, 0.5, 0.3, 0.0, 0.0, 0.3, 0.2, 0.1, 0.5, 0.3, 0.0],
)
REPLACED_LEONTIEF = (
    [0.1, 11 / 30, 0.4, 0.35, 0.1, 0.15, 0.7, 0.1, 0.4, 0.4, 0.45],
    [0.0, 11 / 30, 0.3, 0.0, 0.0, 0.15, 0.2, 0.1, 0.4, 0.3, 0.0],
)
REPLACED_LINEAR = (
    [0.1, 0.3, 4 / 15, 0.35, 0.1, 7 / 60, 0.7, 0.1, 14 / 45, 4 / 15, 0.45],
    [0.0, 0.3, 1 / 6, 0.0, 0.0, 7 / 60, 0.2, 0.1, 14 / 45, 1 / 6, 0.0],
)
Tie = tuple[int, int, float]


def supplies(ties: Sequence[Tie], *, essential: bool = False, substitutability: float = NAN) -> Supplies:
    supplier, buyer, amount = (np.array([tie[part] for tie in ties]) for part in range(3))
    count = len(ties)
    return Supplies(
        supplier.astype(np.int32),
        buyer.astype(np.int32),
        amount.astype(np.float64),
        np.full(count, essential),
        np.full(count, substitutability),
    )


def network(
    s: Supplies, market: Sequence[int] | I32, *, revenue: F64 | None = None, outside: float = 0.0
) -> Production:
    """Return the network of the paper, with nobody's costs and, unless given, revenue known."""
    unknown = np.full(len(market), NAN)
    known = unknown if revenue is None else revenue
    return production(s, np.array(market, np.int32), revenue=known, costs=unknown, least_outside=outside)


def nothing_at_stake(parties: int) -> LossNetwork:
    none = np.empty(0, np.int32)
    return loss_network(none, none, np.empty(0), equity=np.ones(parties))


@pytest.mark.parametrize("eps", [1e-12, PAPER_EPS])
@pytest.mark.parametrize(
    ("essential", "replaced", "expected"),
    [
        (False, False, ALONE_LINEAR),
        (True, False, ALONE_LEONTIEF),
        (True, True, REPLACED_LEONTIEF),
        (False, True, REPLACED_LINEAR),
    ],
)
def test_the_example_of_the_paper_is_met_with_its_steps(
    eps: float, essential: bool, replaced: bool, expected: tuple[list[float], list[float]]
) -> None:
    ties = [(supplier - 1, buyer - 1, amount) for supplier, buyer, amount in FIGURE_1]
    p = network(supplies(ties, essential=essential, substitutability=NAN if replaced else 0.0), SECTORS)
    found = [stopped(p, {firm: 1.0}, eps=eps) for firm in range(11)]
    assert [each.esri for each in found] == pytest.approx(expected[0], abs=1e-12)
    assert [each.esri_downstream for each in found] == pytest.approx(expected[1], abs=1e-12)
    assert [each.esri_upstream for each in found] == pytest.approx(UPSTREAM, abs=1e-12)
    assert [each.steps for each in found] == STEPS


def test_two_suppliers_of_an_essential_input_and_one_of_others() -> None:
    """Firm 3 gets 3 of steel from 0, 1 of it from 1, and 4 of paper from 2; it sells 10 to 4.

    Without 1 it has a quarter of its steel less, so 4 has a quarter less of what it buys. Of 18 sold in
    all, 1 loses its 1 and 3 its 2.5; 0 and 2 sell less to 3 only if its own buyers fail.
    """
    s = supplies([(0, 3, 3.0), (1, 3, 1.0), (2, 3, 4.0), (3, 4, 10.0)], substitutability=0.0)
    p = network(s._replace(essential=np.array([True, True, False, False])), [0, 0, 1, 2, 3])
    found = stopped(p, {1: 1.0})
    assert found.downstream.tolist() == [0.0, 1.0, 0.0, 0.25, 0.25]
    assert found.upstream.tolist() == [0.0, 1.0, 0.0, 0.0, 0.0]
    assert found.esri == pytest.approx(3.5 / 18)


def test_the_scarcest_of_several_inputs_counts() -> None:
    s = supplies([(0, 2, 1.0), (1, 2, 1.0), (3, 2, 1.0)], essential=True, substitutability=0.0)
    found = stopped(network(s, [0, 1, 2, 0]), {0: 1.0, 1: 0.3})
    assert found.downstream[2] == pytest.approx(0.5)


def test_what_is_sold_outside_of_the_book_dampens_what_buyers_do() -> None:
    s = supplies([(0, 1, 2.0), (1, 2, 2.0)])
    found = stopped(network(s, [0, 1, 2], revenue=np.array([8.0, 4.0, NAN])), {2: 1.0})
    assert found.upstream.tolist() == [0.125, 0.5, 1.0]


def test_where_a_market_is_empty_nobody_replaces_anything() -> None:
    s = supplies([(0, 2, 1.0), (1, 3, 1.0)], essential=True)
    found = stopped(network(s, [0, 0, 1, 1]), {0: 1.0, 1: 1.0})
    assert found.downstream.tolist() == [1.0] * 4


@st.composite
def books(draw: st.DrawFn) -> tuple[Supplies, I32, F64]:
    """Up to nine firms in three markets with up to thirty supplies, some parallel, and parts of revenue."""
    firms = draw(st.integers(2, 9))
    end = st.integers(0, firms - 1)
    pair = st.tuples(end, end).filter(lambda tie: tie[0] != tie[1])
    ties = draw(st.lists(st.tuples(pair, st.floats(0.1, 50.0)), min_size=1, max_size=30))
    part = st.one_of(st.just(NAN), st.floats(0.0, 1.0))
    s = supplies([(*tie, amount) for tie, amount in ties])._replace(
        essential=np.array([draw(st.booleans()) for _ in ties]),
        substitutability=np.array([draw(part) for _ in ties]),
    )
    market = np.unique([draw(st.integers(0, 2)) for _ in range(firms)], return_inverse=True)[1].astype(
        np.int32
    )
    return s, market, np.array([draw(st.floats(1.06, 3.0)) for _ in range(firms)])


def twin(s: Supplies, market: I32, times: F64, shock: dict[int, float], *, eps: float = 1e-14) -> Dense:
    sold, bought = (
        np.bincount(end, s.amount, len(market)).astype(np.float64) for end in (s.supplier, s.buyer)
    )
    first = np.zeros(len(market))
    first[list(shock)] = list(shock.values())
    return dense_esri(
        s, market, revenue=np.maximum(sold, 1e-300) * times, bought=bought, shock=first, eps=eps
    )


def known(s: Supplies, market: I32, times: F64) -> Production:
    sold = np.bincount(s.supplier, s.amount, len(market))
    return network(s, market, revenue=sold * times, outside=LEAST_OUTSIDE)


@unhurried
@given(books(), st.floats(0.0, 1.0), st.sampled_from([1e-12, 1e-3, PAPER_EPS]))
def test_every_step_equals_that_of_whole_matrices(
    book: tuple[Supplies, I32, F64], part: float, eps: float
) -> None:
    shock = {0: 1.0, 1: part}
    found, slow = stopped(known(*book), shock, eps=eps), twin(*book, shock, eps=eps)
    assert found.downstream == pytest.approx(slow.down, abs=1e-11)
    assert found.upstream == pytest.approx(slow.up, abs=1e-11)
    assert (found.esri, found.esri_downstream, found.esri_upstream) == pytest.approx(slow.esri, abs=1e-11)


def within_a_market() -> tuple[Supplies, I32, F64]:
    """Two supplies among three firms of one market: each loss makes the others harder to replace."""
    supplies = Supplies(
        np.array([0, 2], np.int32),
        np.array([1, 0], np.int32),
        np.array([8.0, 2.0]),
        np.zeros(2, np.bool_),
        np.full(2, np.nan),
    )
    return supplies, np.zeros(3, np.int32), np.full(3, 2.0)


@unhurried
@given(books())
@example(within_a_market())
def test_all_firms_come_as_near_to_the_converged_values_as_is_said(book: tuple[Supplies, I32, F64]) -> None:
    """Down the chain what is said is an estimate, seldom exceeded where a few firms are a market."""
    p = known(*book)
    for tol in (1e-3, 1e-6):
        found = importance(p, nothing_at_stake(len(p)), tol=tol, threads=1)
        exact = [twin(*book, {firm: 1.0}).esri[0] for firm in range(len(p))]
        assert np.count_nonzero(found.error > tol) == found.unsettled
        assert (np.abs(found.esri - exact) <= 4 * np.maximum(found.error, tol)).all()


@unhurried
@given(books(), st.floats(0.0, 1.0), st.floats(0.0, 1.0))
def test_more_shock_never_stops_less(book: tuple[Supplies, I32, F64], one: float, other: float) -> None:
    p = known(*book)
    less, more = (stopped(p, {0: part}) for part in sorted((one, other)))
    wider = stopped(p, {0: max(one, other), 1: 0.5})
    for before, after in ((less, more), (more, wider)):
        assert (after.downstream >= before.downstream - 1e-7).all()
        assert (after.upstream >= before.upstream - 1e-7).all()
        assert after.esri >= before.esri - 1e-7


@unhurried
@given(books(), st.randoms(use_true_random=False))
def test_neither_the_order_of_firms_nor_the_unit_of_money_matters(
    book: tuple[Supplies, I32, F64],
    random: "st.Random",  # type: ignore[name-defined]
) -> None:
    s, market, times = book
    new = np.array(random.sample(range(len(market)), len(market)), np.int32)
    turned = s._replace(supplier=new[s.supplier], buyer=new[s.buyer], amount=s.amount * 1e15)
    other_market, other_times = np.empty_like(market), np.empty_like(times)
    other_market[new], other_times[new] = 2 - market, times
    before = stopped(known(*book), {0: 1.0})
    after = stopped(known(turned, other_market, other_times), {int(new[0]): 1.0})
    assert after.downstream[new] == pytest.approx(before.downstream, abs=1e-9)
    assert after.upstream[new] == pytest.approx(before.upstream, abs=1e-9)
    assert after.esri == pytest.approx(before.esri, abs=1e-9)


def test_parallel_supplies_are_summed_and_those_of_a_firm_with_itself_left_out() -> None:
    once = network(supplies([(0, 1, 5.0), (1, 2, 2.0)]), [0, 1, 2])
    often = network(supplies([(0, 1, 2.0), (0, 1, 3.0), (1, 1, 9.0), (1, 2, 2.0)]), [0, 1, 2])
    for firm in range(3):
        one, other = stopped(once, {firm: 0.7}), stopped(often, {firm: 0.7})
        assert other.esri == pytest.approx(one.esri, abs=1e-15)
        assert other.downstream == pytest.approx(one.downstream, abs=1e-15)


def test_the_largest_and_smallest_amounts_stay_finite() -> None:
    p = network(supplies([(0, 1, 1e15), (1, 2, 1e-6), (2, 0, 1e-6)]), [0, 1, 2], outside=LEAST_OUTSIDE)
    found = importance(p, nothing_at_stake(3))
    assert np.isfinite(found.esri).all()
    assert found.esri[0] == pytest.approx(1.0)
    assert ((found.esri >= 0) & (found.esri <= 1)).all()


def test_a_ring_without_any_outside_says_that_it_was_not_done() -> None:
    """Of every unit lost .999 comes round again; some revenue from outside ends that soon."""
    ring = supplies([(0, 1, 1.0), (1, 0, 1.0), (1, 2, 1e-3), (2, 1, 1.0)])
    endless, damped = network(ring, [0, 1, 2]), network(ring, [0, 1, 2], outside=LEAST_OUTSIDE)
    assert stopped(endless, {0: 0.5}, max_steps=3).steps == -1
    found = importance(endless, nothing_at_stake(3))
    assert found.unsettled == 1
    assert found.error.max() > TOLERANCE
    assert ((found.esri >= 0) & (found.esri <= 1)).all()
    assert importance(damped, nothing_at_stake(3)).unsettled == 0


def test_revenue_below_what_is_sold_is_told_and_some_comes_from_outside_anyway() -> None:
    ring = supplies([(0, 1, 10.0), (1, 0, 10.0)])
    p = network(ring, [0, 1], revenue=np.array([2.0, 20.0]), outside=LEAST_OUTSIDE)
    assert p.assumed.tolist() == [True, False]
    assert stopped(p, {1: 0.5}).upstream[0] == pytest.approx(0.5 * (1 - LEAST_OUTSIDE))


def test_a_book_without_supplies_or_parties_has_no_importance() -> None:
    for size in (0, 3):
        found = importance(network(supplies([]), [0] * size), nothing_at_stake(size))
        assert found.esri.tolist() == [0.0] * size
        assert len(found.order) == 0


def test_parts_of_the_book_that_nothing_ties_do_not_hear_of_each_other() -> None:
    found = stopped(network(supplies([(0, 1, 1.0), (2, 3, 1.0)]), [0, 1, 2, 3]), {0: 1.0})
    assert found.downstream.tolist() == [1.0, 1.0, 0.0, 0.0]


def test_a_firm_with_half_a_million_ties_takes_moments() -> None:
    count = 500_000
    others = np.arange(1, count + 1, dtype=np.int32)
    hub = np.zeros(count, np.int32)
    s = Supplies(others, hub, np.ones(count), np.zeros(count, np.bool_), np.full(count, NAN))
    p = network(s, np.zeros(count + 1, np.int32), outside=LEAST_OUTSIDE)
    found: Stopped = stopped(p, {0: 1.0})
    assert found.esri == pytest.approx(1 - LEAST_OUTSIDE)
    assert stopped(p, {7: 1.0}).esri == pytest.approx(1 / count)


@pytest.mark.parametrize("part", [-0.1, 1.1, NAN])
def test_a_shock_that_is_no_part_is_refused(part: float) -> None:
    from graph.errors import InvalidInput

    with pytest.raises(InvalidInput, match="between 0 and 1"):
        stopped(network(supplies([(0, 1, 1.0)]), [0, 1]), {0: part})
