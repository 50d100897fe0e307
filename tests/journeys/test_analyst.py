"""Monday morning in a real browser: from the list to the party, the picture, a neighbour, and back."""

import json
import re
import urllib.request
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.browser import Watched
from tests.journeys.product import HOSTILE_NAMES, Product, load_hostile, served

PADDING = 60
LEAST_FRAME = 420
CUSTOMER = "远澜重工装备有限公司"
SUPPLIER = "海晏传动系统股份有限公司"
MAKER = "宁川精密部件有限公司"

COMPILED_MS = 90_000
"""The first look of an installation at groups and what-ifs waits until their kernels are compiled."""


def answer(home: str, path: str) -> dict:
    with urllib.request.urlopen(home + path, timeout=90) as response:
        return json.load(response)


def drawn(page: Page) -> int:
    """Wait until a picture is drawn and return how many parties are in it."""
    graph = page.get_by_test_id("graph")
    expect(graph).not_to_have_attribute("data-nodes", "0", timeout=15_000)
    expect(page.locator(".network[aria-busy]")).to_have_count(0)
    return int(graph.get_attribute("data-nodes") or 0)


def riskiest(page: Page) -> str:
    """Open the riskiest party from the list and return its id."""
    row = page.get_by_test_id("portfolio-row").first
    party = row.get_attribute("data-party") or ""
    row.click()
    return party


def customer(page: Page) -> str:
    """Open the customer whose supplier's supplier fails from the list and return its id."""
    row = page.get_by_test_id("portfolio-row").filter(has=page.get_by_role("link", name=CUSTOMER))
    party = row.get_attribute("data-party") or ""
    row.click()
    return party


def point_of(page: Page, home: str, centre: str, party: str) -> tuple[float, float]:
    """Return where a party of a freshly opened picture stands on the screen."""
    nodes = answer(home, f"v1/networks?party={centre}&hops=1&max_nodes=400")["nodes"]
    xs, ys = [node["x"] for node in nodes], [node["y"] for node in nodes]
    box = page.get_by_test_id("graph").bounding_box()
    assert box is not None
    wide, high = (max(max(each) - min(each), LEAST_FRAME) for each in (xs, ys))
    scale = min((box["width"] - 2 * PADDING) / wide, (box["height"] - 2 * PADDING) / high)
    [at] = [node for node in nodes if node["id"] == party]
    right = box["x"] + box["width"] / 2 + scale * (at["x"] - (max(xs) + min(xs)) / 2)
    down = box["y"] + box["height"] / 2 - scale * (at["y"] - (max(ys) + min(ys)) / 2)
    return right, down


def id_of(home: str, centre: str, name: str) -> str:
    """Return the id of the party with this name two steps around `centre`."""
    nodes = answer(home, f"v1/networks?party={centre}&hops=2&max_nodes=400")["nodes"]
    [found] = [node["id"] for node in nodes if node["name"] == name]
    return found


def test_the_list_leads_to_the_picture_an_expanded_neighbour_and_back(watched: Watched, home: str) -> None:
    page = watched.open()
    expect(page.get_by_test_id("portfolio-row")).not_to_have_count(0)
    centre = customer(page)
    expect(page.get_by_test_id("party-panel")).to_have_attribute("data-party", centre)
    before = drawn(page)
    assert before > 1

    neighbour = id_of(home, centre, SUPPLIER)
    page.mouse.dblclick(*point_of(page, home, centre, neighbour))
    expect(page.get_by_test_id("party-panel")).to_have_attribute("data-party", neighbour)
    expect(page.get_by_test_id("graph")).not_to_have_attribute("data-nodes", str(before))
    after = drawn(page)
    assert after > before

    page.reload()
    assert drawn(page) == after
    expect(page.get_by_test_id("party-panel")).to_have_attribute("data-party", neighbour)
    while "#/party/" in page.url:
        page.go_back()
    expect(page.get_by_test_id("portfolio-row")).not_to_have_count(0)
    watched.assert_clean()


def test_the_first_page_shows_the_portfolio_in_pictures(watched: Watched, home: str) -> None:
    page = watched.open()
    overview = page.get_by_test_id("overview")
    expect(overview).to_be_visible(timeout=COMPILED_MS)
    figures = overview.get_by_role("img")
    expect(figures.first).to_have_attribute("aria-label", re.compile(r"Parties by grade\. Black: \d+"))
    totals = answer(home, "v1/portfolio")["totals"]
    expect(page.get_by_test_id("money-totals")).to_contain_text(str(totals["customers"]))
    expect(page.get_by_test_id("movers")).to_contain_text("Since 20")
    page.get_by_test_id("language").click()
    expect(page.get_by_test_id("overview")).to_contain_text("违约敞口")
    watched.assert_clean()


def test_a_customer_shows_what_it_would_cost_and_the_rows_behind_it(watched: Watched, home: str) -> None:
    [largest, *_] = answer(home, "v1/portfolio")["concentration"][0]["largest"]
    page = watched.open(f"#/party/{largest['key']}")
    money = page.get_by_test_id("customer-money")
    expect(money).to_contain_text("Exposure at default")
    expect(money.get_by_test_id("origin").first).to_contain_text(re.compile(r"line \d+"))
    watched.assert_clean()


def test_a_reason_leads_to_its_path_and_to_the_rows_that_it_comes_from(watched: Watched) -> None:
    page = watched.open()
    customer(page)
    before = drawn(page)
    reason = page.get_by_test_id("reason").first
    reason.get_by_role("button").first.click()
    expect(reason.get_by_role("button").first).to_have_attribute("aria-pressed", "true")
    expect(page).to_have_url(re.compile("reason=0"))
    expect(page.get_by_test_id("graph")).to_have_attribute("data-nodes", str(before + 1))
    expect(reason.get_by_role("button", name=MAKER, exact=True)).to_be_visible()
    expect(reason.get_by_test_id("origin").first).to_contain_text(re.compile(r"supplies\.csv · line \d+"))
    watched.assert_clean()


def test_a_failing_maker_hurts_the_customer_in_a_later_round(watched: Watched, home: str) -> None:
    page = watched.open()
    centre = customer(page)
    maker = id_of(home, centre, MAKER)
    page.goto(f"{home}#/party/{maker}")
    page.get_by_test_id("fail").click()
    cascade = page.get_by_test_id("whatif")
    expect(cascade.get_by_test_id("whatif-round").first).to_contain_text(MAKER, timeout=COMPILED_MS)
    expect(cascade.get_by_test_id("whatif-hurt").filter(has_text=CUSTOMER)).to_be_visible()
    expect(cascade.get_by_test_id("whatif-loss")).not_to_have_count(0)
    page.reload()
    expect(cascade.get_by_test_id("whatif-text")).to_contain_text("nearer to distress")
    page.get_by_test_id("fail").click()
    expect(cascade).to_have_count(0)
    watched.assert_clean()


def test_the_points_of_the_reasons_sum_to_the_score_that_is_shown(watched: Watched, home: str) -> None:
    page = watched.open()
    party = answer(home, f"v1/parties/{riskiest(page)}")
    expect(page.get_by_test_id("score")).to_contain_text(f"{party['score']:.1f}")
    expect(page.get_by_test_id("reason")).to_have_count(len(party["reasons"]))
    assert sum(reason["points"] for reason in party["reasons"]) == pytest.approx(party["score"], abs=1e-9)


def test_the_table_shows_the_parties_of_the_picture_with_the_same_selection(watched: Watched) -> None:
    page = watched.open()
    customer(page)
    count = drawn(page)
    page.keyboard.press("t")
    rows = page.get_by_test_id("table-node")
    expect(rows).to_have_count(count)
    rows.nth(1).click()
    expect(rows.nth(1)).to_have_attribute("aria-selected", "true")
    page.get_by_test_id("undo").click()
    expect(rows.nth(1)).to_have_attribute("aria-selected", "false")
    watched.assert_clean()


def test_hostile_names_are_shown_and_do_not_run(watched: Watched) -> None:
    page = watched.open()
    for name in HOSTILE_NAMES:
        page.keyboard.press("/")
        page.get_by_test_id("search").fill(name)
        hit = page.get_by_role("option").filter(has_text=name).first
        expect(hit).to_be_visible()
        hit.click()
        expect(page.get_by_test_id("party-name")).to_have_text(name)
        drawn(page)
    page.keyboard.press("t")
    expect(page.get_by_test_id("table-node").filter(has_text=HOSTILE_NAMES[0]).first).to_be_visible()
    watched.assert_clean()


def test_the_language_switches_and_stays(watched: Watched) -> None:
    page = watched.open()
    expect(page.get_by_test_id("to-portfolio")).to_have_text("Portfolio")
    page.get_by_test_id("language").click()
    expect(page.get_by_test_id("to-portfolio")).to_have_text("组合总览")
    page.reload()
    expect(page.get_by_test_id("to-portfolio")).to_have_text("组合总览")
    watched.assert_clean()


def test_a_ring_shows_who_has_what_and_what_speaks_against_it(watched: Watched) -> None:
    page = watched.open("#/rings")
    page.get_by_test_id("ring-row").first.get_by_role("link").click()
    expect(page.get_by_test_id("matrix").get_by_label("has it").first).to_be_visible()
    expect(page.get_by_test_id("term")).not_to_have_count(0)
    assert drawn(page) > 1
    watched.assert_clean()


def test_what_ring_members_share_is_said_without_a_row_of_its_own(watched: Watched, home: str) -> None:
    [first, *_] = answer(home, "v1/rings")["items"]
    shared = next(edge for edge in answer(home, f"v1/rings/{first['id']}")["network"]["edges"])
    page = watched.open(f"#/ring/{first['id']}?as=table")
    expect(page.get_by_role("button", name="shares")).not_to_have_count(0)
    page.get_by_role("button", name="shares").first.click()
    expect(page.get_by_test_id("tie-panel")).to_contain_text(shared["subject"].split(" ", 1)[1])
    watched.assert_clean()


def test_paths_between_two_parties_are_listed_and_drawn(watched: Watched) -> None:
    page = watched.open()
    customer(page)
    before = drawn(page)
    page.keyboard.press("p")
    page.get_by_test_id("paths-to").fill(MAKER)
    page.get_by_role("option").filter(has_text=MAKER).first.click()
    page.get_by_test_id("paths-find").click()
    strongest = page.get_by_test_id("path").first
    expect(strongest.get_by_role("button")).to_have_text([CUSTOMER, SUPPLIER, MAKER])
    expect(page.get_by_test_id("graph")).to_have_attribute("data-nodes", str(before + 1))
    watched.assert_clean()


@pytest.mark.parametrize("form", ["json", "graphml", "csv", "html"])
def test_the_surroundings_can_be_taken_away(watched: Watched, form: str) -> None:
    page = watched.open()
    riskiest(page)
    drawn(page)
    page.get_by_test_id("tool-export").click()
    with page.expect_download() as download:
        page.get_by_test_id(f"export-{form}").click()
    assert Path(download.value.path()).stat().st_size > 200
    watched.assert_clean()


def test_an_address_that_leads_nowhere_says_so(watched: Watched) -> None:
    page = watched.open("#/party/p_aaaaaaaaaaaaaaaa")
    expect(page.get_by_test_id("problem")).to_contain_text("p_aaaaaaaaaaaaaaaa")


def test_without_the_server_the_page_stays_and_says_what_is_wrong(browser: Browser, product: Product) -> None:
    with served(product, "ended") as server:
        page = browser.new_page()
        page.goto(server.address)
        expect(page.get_by_test_id("portfolio-row")).not_to_have_count(0)
        server.end()
        page.get_by_test_id("to-rings").click()
        expect(page.get_by_test_id("problem")).to_be_visible()
        expect(page.get_by_test_id("lost")).to_be_visible()
        page.close()


def test_a_newer_book_is_announced_and_shown_without_losing_the_view(
    watched: Watched, product: Product
) -> None:
    page = watched.open()
    party = riskiest(page)
    drawn(page)
    load_hostile(product, "later")
    expect(page.get_by_test_id("newer")).to_be_visible(timeout=30_000)
    page.get_by_test_id("reload").click()
    expect(page.get_by_test_id("newer")).to_have_count(0)
    expect(page.get_by_test_id("party-panel")).to_have_attribute("data-party", party)
    watched.assert_clean()
