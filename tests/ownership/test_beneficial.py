"""The persons behind a party: what proves it, who controls, and where nobody knows further."""

from datetime import date

import numpy as np
import pytest

from analytics.ownership.answer import BEYOND_WHOLE, CLOSED_CIRCLE, Holders, Ownership
from analytics.ownership.control import Control
from analytics.ownership.wording import (
    beneficial_text,
    chain_text,
    finding_text,
    interest_text,
    link_text,
    unknown_text,
)
from graph.model import Record
from graph.relationships import Relationship, RelationshipKind, Terms
from graph.values import Share
from tests.ownership.books import UNKNOWN, stakes
from tests.worlds import company, person, position, tie, world

NAMES = ["沈砚舟", "Hill Holding Ltd", "栩微供应链", "迩安物流", "Mary Roe", "Shell Ltd"]
OWNER, HOLDING, CHAIN, FREIGHT, MARY, SHELL = range(6)
ROWS = [
    (OWNER, HOLDING, 0.8), (HOLDING, CHAIN, 0.55), (CHAIN, FREIGHT, 0.6), (FREIGHT, CHAIN, 0.25),
    (MARY, FREIGHT, 0.2), (SHELL, CHAIN, 0.2),
]  # fmt: skip


def told(rows: list = ROWS, party: int = FREIGHT, persons: tuple[int, ...] = (OWNER, MARY)) -> Ownership:
    return Holders(stakes(rows, 6), np.isin(np.arange(6), persons)).ownership(party)


def name(party: int) -> str:
    return NAMES[party]


def test_a_person_behind_layers_and_a_circle_is_found_with_the_chain_that_proves_it() -> None:
    (owner,) = told().beneficial
    assert owner.person == OWNER
    assert owner.low == pytest.approx(0.8 * 0.55 * 0.6 / 0.85)
    assert (owner.control, owner.sure) == (Control.CERTAIN, True)
    (chain,) = owner.chains
    assert chain.parties == (OWNER, HOLDING, CHAIN, FREIGHT)
    assert chain.low == pytest.approx(0.264)
    assert owner.covered + owner.residual == pytest.approx(owner.low)
    assert owner.residual == pytest.approx(owner.low - 0.264)


def test_chains_that_end_at_a_firm_are_not_known_further() -> None:
    ends = {each.firm: (each.missing, each.share) for each in told().unknown}
    assert ends[SHELL] == pytest.approx((1.0, 0.2 * 0.6 / 0.85))
    assert ends[HOLDING] == pytest.approx((0.2, 0.55 * 0.6 / 0.85 * 0.2))
    persons = 0.8 * 0.55 * 0.6 / 0.85 + 0.2 / 0.85
    assert sum(share for _, share in ends.values()) + persons == pytest.approx(1.0)


def test_control_makes_a_beneficial_owner_of_whom_shares_do_not() -> None:
    rows = [(OWNER, HOLDING, 0.51), (HOLDING, CHAIN, 0.51), (CHAIN, FREIGHT, 0.51), (SHELL, FREIGHT, 0.49)]
    (owner,) = told(rows).beneficial
    assert owner.low == pytest.approx(0.51**3)
    assert owner.control is Control.CERTAIN


def test_an_owner_by_unknown_shares_is_told_as_not_sure() -> None:
    (owner,) = told([(OWNER, HOLDING, UNKNOWN), (HOLDING, FREIGHT, 0.9), (SHELL, HOLDING, 0.3)]).beneficial
    assert (owner.low, owner.sure) == (0.0, False)
    assert owner.high == pytest.approx(0.63)
    assert "only if" in beneficial_text(owner, name, "en")
    assert "取决于" in beneficial_text(owner, name, "zh")


def test_exactly_a_quarter_is_enough() -> None:
    found = told([(OWNER, FREIGHT, 0.25), (MARY, FREIGHT, 0.2499)]).beneficial
    assert [each.person for each in found] == [OWNER]


def test_lines_name_everybody_in_both_languages() -> None:
    known = told()
    (owner,) = known.beneficial
    way = "沈砚舟 —80%→ Hill Holding Ltd —55%→ 栩微供应链 —60%→ 迩安物流"
    assert chain_text(owner.chains[0], name, "en") == f"{way}: 26.4%"
    assert chain_text(owner.chains[0], name, "zh") == f"{way}：合计 26.4%"
    assert beneficial_text(owner, name, "en") == "沈砚舟 has 31.06% and controls it"
    assert "Shell Ltd: no owner is known (14.12% of the party)" in [
        unknown_text(each, name, "en") for each in known.unknown
    ]
    assert "Mary Roe 持有其 20%" in [link_text(each, name, "zh") for each in known.close_links.links]
    for language in ("en", "zh"):
        assert interest_text("owner", known.owners[0], "Hill", language).startswith("Hill")
        held = interest_text("holding", known.holdings[0], "Hill", language)
        assert held.startswith(("29.41% of Hill", "Hill 的 29.41%"))


def test_shares_above_a_whole_and_closed_circles_are_told() -> None:
    known = told([(OWNER, FREIGHT, 0.9), (MARY, FREIGHT, 0.8), (HOLDING, CHAIN, 1.0), (CHAIN, HOLDING, 1.0)])
    (finding,) = known.findings
    assert (finding.code, finding.firms, finding.value) == (BEYOND_WHOLE, (FREIGHT,), pytest.approx(1.7))
    assert finding_text(finding, name, "en").startswith("The owners of 迩安物流 hold 170%")
    (closed,) = told([(HOLDING, CHAIN, 1.0), (CHAIN, HOLDING, 1.0)], CHAIN).findings
    assert (closed.code, closed.firms) == (CLOSED_CIRCLE, (HOLDING, CHAIN))
    assert finding_text(closed, name, "zh") == (
        "Hill Holding Ltd、栩微供应链 相互持有全部股权，外部无人持股，经由它们的比例无法确定"
    )


def test_a_party_that_nobody_owns_says_so() -> None:
    known = told([], FREIGHT)
    assert (known.owners, known.holdings, known.beneficial, known.close_links.links) == ((), (), (), ())
    assert known.group == (FREIGHT,)
    assert [(each.firm, each.share) for each in known.unknown] == [(FREIGHT, 1.0)]


BOSS, FIRST, SECOND, THIRD = person("p", name="沈砚舟"), company("a"), company("b"), company("c")


def owns(owner: Record, owned: Record, *bounds: float, occurrence: int = 0) -> Relationship:
    terms = Terms(share=Share(*bounds)) if bounds else Terms()
    return tie(RelationshipKind.OWNS, owner, owned, terms=terms, occurrence=occurrence)


def test_a_snapshot_gives_merged_stakes_within_bounds() -> None:
    ties = [
        owns(BOSS, FIRST, 0.3, 0.3),
        owns(BOSS, FIRST, 0.3, 0.3, occurrence=1),
        owns(FIRST, SECOND, 0.5, 0.7),
        owns(THIRD, SECOND),
        owns(FIRST, FIRST, 0.1, 0.1),
    ]
    s = world([BOSS, FIRST, SECOND, THIRD], ties)
    known = Holders.of(s).ownership(position(s, SECOND))
    told_of = {each.party: (each.low, each.high, each.control) for each in known.owners}
    assert told_of[position(s, FIRST)] == pytest.approx((0.5, 0.7, Control.POSSIBLE))
    assert told_of[position(s, BOSS)] == pytest.approx((0.3, 0.42, Control.POSSIBLE))
    assert told_of[position(s, THIRD)] == pytest.approx((0.0, 0.5, Control.NO))
    assert [each.person for each in known.beneficial] == [position(s, BOSS)]


def test_a_stake_that_has_ended_or_not_begun_gives_nothing() -> None:
    kind, share = RelationshipKind.OWNS, Terms(share=Share(1.0, 1.0))
    ended = tie(kind, BOSS, FIRST, terms=share, until=date(2026, 1, 1))
    not_begun = tie(kind, BOSS, SECOND, terms=share, since=date(2027, 1, 1))
    holders = Holders.of(world([BOSS, FIRST, SECOND], [ended, not_begun]))
    assert len(holders.stakes) == 0
