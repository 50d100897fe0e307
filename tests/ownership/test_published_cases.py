"""Company control and close links as Prometheux documents them for Vadalog.

github.com/prometheuxresearch, docs, "Company control" and docs/examples/finance/banking-supervision.md,
commit ce3ec26: expected values as documented there. Shares of one firm exceed 100 % in both.
"""

import numpy as np
import pytest

from analytics.ownership.close_links import chains_down, chains_up, close_links
from analytics.ownership.control import controlled_by, pairs
from analytics.ownership.groups import control_groups
from tests.ownership.books import Stake, stakes

EXACT = 1e-12
CONTROL: list[Stake] = [
    (1, 2, 0.9), (2, 3, 1.0), (3, 2, 0.1), (3, 4, 0.9), (4, 5, 1.0), (5, 1, 0.1), (1, 6, 0.9),
    (6, 5, 1.0), (5, 10, 0.9), (10, 20, 1.0), (20, 1, 0.5), (1, 10, 0.9), (19, 5, 1.0), (10, 19, 0.5),
]  # fmt: skip
JOINT = {1: 0.6, 2: 1.0, 3: 1.0, 4: 0.9, 5: 2.0, 6: 0.9, 10: 1.8, 20: 1.0}
"""What a controller of the circle has of each of its firms; 19 has all of 5 itself, so 3.0."""
A, B, C, D = range(4)
LINKS: list[Stake] = [(A, B, 0.2), (B, A, 0.8), (B, C, 0.2), (C, D, 0.6), (D, A, 0.9), (A, C, 0.2)]
CLOSE = {
    (A, C): 0.24, (B, D): 0.216, (D, C): 0.216, (B, A): 0.908, (C, D): 0.6,
    (A, B): 0.2, (B, C): 0.36, (C, A): 0.54, (D, A): 0.9,
}  # fmt: skip


def documented_pairs() -> dict[tuple[int, int], float]:
    circle = (1, 2, 3, 4, 5, 6, 19)
    found = {(root, firm): share for root in circle for firm, share in JOINT.items() if firm != root}
    return found | {(19, 5): 3.0, (10, 20): 1.0}


def test_all_control_pairs_and_their_joint_shares_are_those_documented() -> None:
    told = pairs(stakes(CONTROL, 21), np.arange(21))
    ends = zip(told.controller.tolist(), told.controlled.tolist(), strict=True)
    found = dict(zip(ends, told.joint.tolist(), strict=True))
    assert len(found) == 51
    assert found == pytest.approx(documented_pairs(), abs=EXACT)


def test_control_of_one_party_is_what_the_whole_book_says() -> None:
    found = controlled_by(stakes(CONTROL, 21), 19)
    expected = {firm: 3.0 if firm == 5 else share for firm, share in JOINT.items()}
    told = dict(zip(found.party.tolist(), found.joint_low.tolist(), strict=True))
    assert told == pytest.approx(expected, abs=EXACT)


def test_exactly_half_of_nineteen_is_no_control_of_it() -> None:
    groups = control_groups(stakes(CONTROL, 21))
    assert groups.of(1).tolist() == [1, 2, 3, 4, 5, 6, 10, 19, 20]
    assert groups.head_of(20) == 19


def test_close_links_are_those_documented() -> None:
    book = stakes(LINKS, 4)
    found = {}
    for party in range(4):
        down = chains_down(book, party)
        found |= {(party, int(down.party[each])): down.low[each] for each in down.reaching(0.2)}
        assert down.missed == 0
    assert found == pytest.approx(CLOSE, abs=EXACT)


def test_close_links_seen_from_the_other_side_are_the_same() -> None:
    book = stakes(LINKS, 4)
    found = {}
    for party in range(4):
        up = chains_up(book, party)
        found |= {(int(up.party[each]), party): up.low[each] for each in up.reaching(0.2)}
    assert found == pytest.approx(CLOSE, abs=EXACT)


def test_a_party_is_told_of_its_holders_and_of_whom_it_holds() -> None:
    found = close_links(stakes(LINKS, 4), A)
    told = {(each.party, each.side.value): each.low for each in found.links}
    assert (found.missed, found.more) == (0, 0)
    assert told == pytest.approx(
        {(B, "holder"): 0.908, (D, "holder"): 0.9, (C, "holder"): 0.54, (C, "held"): 0.24, (B, "held"): 0.2}
    )
