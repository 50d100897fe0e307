"""Story 4: one person controls nine firms through three layers and a circle, and each customer is told so."""

import pytest

from analytics.ownership.control import Control
from analytics.ownership.stakes import stake_rows
from analytics.ownership.wording import link_text
from api.cli.ownership_report import ownership_lines
from tests.stories.told import Told
from viz import views

pytestmark = pytest.mark.timeout(900)  # the first test of a store waits for its Book

CUSTOMERS = {"沚兰电子科技有限公司": 0.8 * 0.7 * 0.6, "槿屿包装材料有限公司": 0.8 * 0.55 / 0.85 * 0.58}
"""What the owner has of each over all chains; the second hangs below the circle 栩微 → 迩安 → 栩微."""


def owner_of(told: Told) -> int:
    (owner,) = told.members(told.story("hidden_owner"), "owner")
    return told.position(owner)


def firms(told: Told) -> set[int]:
    return {told.position(each) for each in told.members(told.story("hidden_owner"), "firm")}


def named(told: Told, name: str) -> int:
    (found,) = [each for each in firms(told) if told.book.name(each) == name]
    return found


def test_the_owner_controls_all_nine_firms_for_certain(told: Told) -> None:
    holdings = told.book.owners.of(owner_of(told)).holdings
    assert {each.party for each in holdings if each.control is Control.CERTAIN} == firms(told)


def test_the_ten_are_one_group_and_he_is_its_head(told: Told) -> None:
    groups, owner = told.book.owners.holders.groups, owner_of(told)
    for firm in firms(told):
        assert set(groups.of(firm).tolist()) == firms(told) | {owner}
        assert groups.head_of(firm) == owner


@pytest.mark.parametrize(("customer", "share"), CUSTOMERS.items())
def test_a_customer_is_told_who_is_behind_it_and_by_which_chain(
    told: Told, customer: str, share: float
) -> None:
    (owner,) = told.book.owners.of(named(told, customer)).beneficial
    assert (owner.person, owner.sure, owner.control) == (owner_of(told), True, Control.CERTAIN)
    assert owner.low == owner.high == pytest.approx(share, abs=1e-12)
    assert owner.chains[0].parties[0] == owner_of(told)
    assert owner.chains[0].parties[-1] == named(told, customer)
    assert owner.covered + owner.residual == pytest.approx(owner.low)


def test_the_circle_is_counted_out_and_its_part_is_the_residual(told: Told) -> None:
    (owner,) = told.book.owners.of(named(told, "槿屿包装材料有限公司")).beneficial
    assert owner.covered == pytest.approx(0.8 * 0.55 * 0.58)
    assert owner.residual == pytest.approx(0.8 * 0.55 * 0.58 * (1 / 0.85 - 1))


def test_a_customer_is_told_in_both_languages(told: Told) -> None:
    position = named(told, "沚兰电子科技有限公司")
    english, chinese = ("\n".join(ownership_lines(told.book, position, each)) for each in ("en", "zh"))
    assert "沈砚舟 has 33.6% and controls it" in english
    assert "10 parties under the control of 沈砚舟" in english
    assert "沈砚舟 持有 33.6%，并实际控制" in chinese
    assert "沈砚舟 控制的集团，共 10 个主体" in chinese
    way = "沈砚舟 —80%→ 衍庐企业管理有限公司 —70%→ 衍庐东方企业管理有限公司 —60%→ 沚兰电子科技有限公司"
    assert way in english
    assert way in chinese


def test_a_customer_and_the_listed_firm_are_linked_by_the_owner(told: Told) -> None:
    customer, listed = (named(told, name) for name in ("沚兰电子科技有限公司", "汜原金属制品有限公司"))
    links = told.book.owners.of(customer).close_links.links
    (link,) = [each for each in links if each.party == listed]
    assert link.third is not None
    assert "汜原金属制品有限公司" in link_text(link, told.book.name, "en")


def test_a_path_leads_from_a_customer_to_the_listed_firm_through_the_holding(told: Told) -> None:
    customer, listed = (named(told, name) for name in ("沚兰电子科技有限公司", "汜原金属制品有限公司"))
    (path, *_) = views.paths(told.book, customer, listed, k=1, max_hops=6).paths
    between = {told.book.position(each) for each in path.parties[1:-1]}
    assert between
    assert between <= firms(told)


def test_each_stake_of_a_chain_leads_to_a_row_of_the_registry(told: Told) -> None:
    snapshot = told.book.snapshot
    (owner,) = told.book.owners.of(named(told, "沚兰电子科技有限公司")).beneficial
    for link in owner.chains[0].links:
        rows = stake_rows(snapshot, link.owner, link.owned)
        assert [snapshot.ties["reported_by"][row].as_py() for row in rows] == ["registry"]
