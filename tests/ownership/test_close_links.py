"""Shares over chains that meet nobody twice, third parties, and what a search that was cut leaves open."""

import numpy as np
import pytest

from analytics.kernels.simple_chains import chain_sums
from analytics.ownership.close_links import Side, chains_down, chains_up, close_links
from tests.ownership.books import UNKNOWN, matrix, random_rows, slow_chains, stakes


@pytest.mark.parametrize("seed", range(6))
def test_sums_are_those_of_every_simple_chain(seed: int) -> None:
    rows = random_rows(np.random.default_rng(seed), 9, 26)
    book, slow = stakes(rows, 9), slow_chains(matrix(rows, 9))
    for party in range(9):
        down, up = chains_down(book, party), chains_up(book, party)
        assert dict(zip(down.party.tolist(), down.low.tolist(), strict=True)) == pytest.approx(
            {each: slow[party, each] for each in down.party.tolist()}, abs=1e-12
        )
        assert dict(zip(up.party.tolist(), up.low.tolist(), strict=True)) == pytest.approx(
            {each: slow[each, party] for each in up.party.tolist()}, abs=1e-12
        )


def test_a_third_party_with_a_fifth_of_both_links_them() -> None:
    links = close_links(stakes([(0, 1, 0.3), (0, 2, 0.25), (0, 3, 0.1)], 4), 1).links
    assert [(each.party, each.side, each.third) for each in links] == [
        (0, Side.HOLDER, None),
        (2, Side.SIBLING, 0),
    ]
    assert links[1].low == pytest.approx(0.25)


def test_a_fifth_is_enough_and_less_is_not() -> None:
    links = close_links(stakes([(0, 1, 0.2), (0, 2, 0.19999)], 3), 0).links
    assert [each.party for each in links] == [1]


def test_a_link_may_hang_on_an_unknown_share() -> None:
    links = close_links(stakes([(0, 1, UNKNOWN), (2, 1, 0.5)], 3), 1).links
    assert [(each.party, each.low, each.high) for each in links] == [(2, 0.5, 0.5), (0, 0.0, 0.5)]


def test_a_dense_book_is_searched_within_limits_and_says_what_may_be_missing() -> None:
    size = 40
    book = stakes([(a, b, 0.9 / (size - 1)) for a in range(size) for b in range(size) if a != b], size)
    down = chains_down(book, 0)
    assert 0 < down.missed < 1
    longer, _, steps = chain_sums(book.out, book.owned, book.low, 0, 1e-6, 10**8)
    assert steps < 10**8
    assert (down.low <= longer[1:] + 1e-12).all()
    assert (longer[1:] <= down.high + 1e-12).all()
