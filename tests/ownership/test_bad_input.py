"""Odd books get a stated result: never NaN, never a hang."""

import numpy as np
import pytest

from analytics.ownership.answer import BEYOND_WHOLE, MOST, Holders, Ownership
from analytics.ownership.control import Control
from analytics.ownership.groups import control_groups
from analytics.ownership.integrated import whole_book
from analytics.ownership.stakes import Stakes
from tests.ownership.books import UNKNOWN, stakes
from tests.worlds import world


def numbers(known: Ownership) -> np.ndarray:
    interests = [*known.owners, *known.holdings]
    told = [(each.low, each.high, each.joint_low, each.joint_high) for each in interests]
    told += [(each.low, each.high, each.covered, each.residual) for each in known.beneficial]
    told += [(each.low, each.high, known.close_links.missed, 0.0) for each in known.close_links.links]
    return np.array(told).ravel()


def test_an_empty_book_has_no_stakes_and_no_groups() -> None:
    held = Stakes.of(world([]))
    assert len(held) == 0
    assert len(control_groups(held).head) == 0
    assert len(whole_book(held).share) == 0


def test_a_fund_with_half_a_million_holdings_is_answered() -> None:
    count = 500_000
    fund = np.zeros(count, np.int32)
    owned = np.arange(1, count + 1, dtype=np.int32)
    share = np.full(count, 0.6)
    holders = Holders(Stakes.between(fund, owned, share, share, parties=count + 1), np.zeros(count + 1, bool))
    known = holders.ownership(0)
    assert (len(known.holdings), known.more_holdings) == (MOST, count - MOST)
    assert len(known.group) == count + 1
    assert known.close_links.more == count - MOST
    assert holders.ownership(7).owners[0].control is Control.CERTAIN


def test_a_firm_with_half_a_million_owners_is_answered() -> None:
    count = 500_000
    owner = np.arange(1, count + 1, dtype=np.int32)
    share = np.full(count, 1.0 / count)
    share[3] = UNKNOWN
    held = Stakes.between(owner, np.zeros(count, np.int32), share, share, parties=count + 1)
    known = Holders(held, np.ones(count + 1, bool)).ownership(0)
    assert known.more_owners == count - MOST
    assert known.beneficial == ()
    assert np.isfinite(numbers(known)).all()


@pytest.mark.parametrize("share", [0.0, 1e-6, 0.5, 1.0, UNKNOWN])
def test_everybody_holding_everybody_is_answered(share: float) -> None:
    size = 30
    rows = [(a, b, share) for a in range(size) for b in range(size) if a != b]
    known = Holders(stakes(rows, size), np.arange(size) < 3).ownership(5)
    assert np.isfinite(numbers(known)).all()
    assert bool(known.findings) == (share in (0.5, 1.0))


def test_more_than_a_whole_is_told_with_the_firm_and_the_sum() -> None:
    known = Holders(stakes([(0, 1, 0.9), (2, 1, 0.9)], 3), np.ones(3, bool)).ownership(1)
    assert [(each.code, each.firms, each.value) for each in known.findings] == [
        (BEYOND_WHOLE, (1,), pytest.approx(1.8))
    ]
    assert [each.control for each in known.owners] == [Control.CERTAIN] * 2


def test_a_long_chain_is_followed_to_its_end() -> None:
    length = 1_500
    rows = [(each, each + 1, 0.999) for each in range(length)]
    holders = Holders(stakes(rows, length + 1), np.arange(length + 1) == 0)
    known = holders.ownership(length)
    assert known.owners[-1].control is Control.CERTAIN
    assert known.head == 0
