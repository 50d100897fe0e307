"""The portfolio in figures, movers, and money, over HTTP."""

import math
from decimal import Decimal

import pytest
from fastapi.testclient import TestClient

from analytics.parties import with_role
from analytics.ties.exposures import ExposureKind, exposures
from api.settings import Settings
from api.wiring import Product
from graph.model import Role


def amount(money: dict) -> Decimal:
    assert money["currency"] == "CNY"
    return Decimal(money["amount"])


def test_every_rated_party_is_in_one_category(client: TestClient) -> None:
    portfolio = client.get("/v1/portfolio").json()
    rated = client.get("/v1/book").json()["rated"]
    assert sum(portfolio["grades"].values()) == rated
    for grade, count in portfolio["grades"].items():
        assert sum(each["grades"][grade] for each in portfolio["categories"]) == count


def test_the_totals_are_the_sums_of_the_customers(client: TestClient, demo: Settings) -> None:
    totals = client.get("/v1/portfolio").json()["totals"]
    customers = Product(demo).shelf.current().money.customers
    assert totals["customers"] == len(customers.party)
    assert float(amount(totals["ead"])) == pytest.approx(customers.ead.sum(), abs=0.01)
    assert float(amount(totals["expected_loss"])) == pytest.approx(customers.loss.sum(), abs=0.01)
    assert amount(totals["gross"]) - amount(totals["covered"]) == pytest.approx(
        amount(totals["ead"]), abs=Decimal("0.02")
    )


def test_what_customers_owe_the_house_is_at_stake(client: TestClient, demo: Settings) -> None:
    book = Product(demo).shelf.current()
    ours = with_role(book.snapshot, Role.HOUSE)
    found = exposures(book.snapshot, book.inputs.settings)
    owed = ours[found.creditor] & ~ours[found.debtor] & (found.kind == ExposureKind.DEBT)
    assert found.amount[owed].sum() > 0
    assert float(amount(client.get("/v1/portfolio").json()["totals"]["gross"])) >= found.amount[owed].sum()


def test_the_largest_customers_are_listed_with_their_share(client: TestClient) -> None:
    portfolio = client.get("/v1/portfolio").json()
    for found in portfolio["concentration"]:
        shares = [each["share"] for each in found["largest"]]
        assert shares == sorted(shares, reverse=True)
        assert 0 < found["index"] <= 1
        if not found["others"]:
            assert math.fsum(shares) == pytest.approx(1)
    largest = portfolio["concentration"][0]["largest"][0]
    money = client.get(f"/v1/parties/{largest['key']}").json()["money"]["customer"]
    assert money["ead"] == largest["ead"]


def test_a_customer_is_told_what_it_would_cost_line_by_line(client: TestClient) -> None:
    largest = client.get("/v1/portfolio").json()["concentration"][0]["largest"][0]
    money = client.get(f"/v1/parties/{largest['key']}").json()["money"]["customer"]
    assert sum(amount(each["at_default"]) for each in money["lines"]) == pytest.approx(
        amount(money["ead"]), abs=Decimal("0.05")
    )
    assert all(each["origin"]["file"] and each["origin"]["line"] >= 1 for each in money["lines"])
    assert money["limit"]["code"].startswith("limit_")
    assert money["limit"]["text"]["en"] != money["limit"]["text"]["zh"]


def test_a_supplier_is_told_what_we_buy_of_it(client: TestClient) -> None:
    row = client.get("/v1/parties", params={"role": "supplier", "limit": 1}).json()["items"][0]
    money = client.get(f"/v1/parties/{row['id']}").json()["money"]["supplier"]
    assert money["purchases"]
    assert sum(amount(each["amount"]) for each in money["purchases"]) == amount(money["bought"])


def test_before_a_second_book_nobody_moved_and_it_is_said(client: TestClient) -> None:
    answer = client.get("/v1/movers").json()
    assert answer["moves"]["former"] is None
    assert (answer["items"], answer["gone"], answer["total"], answer["next"]) == ([], [], 0, None)


@pytest.mark.parametrize("query", ["limit=0", "limit=51", "who=everybody", "cursor=%25%25"])
def test_a_request_for_movers_that_does_not_fit_is_refused(client: TestClient, query: str) -> None:
    assert client.get(f"/v1/movers?{query}").status_code == 422


@pytest.mark.parametrize("path", ["/v1/portfolio", "/v1/movers"])
def test_without_a_book_the_remedy_is_named(nothing_loaded: TestClient, path: str) -> None:
    answer = nothing_loaded.get(path)
    assert answer.status_code == 503
    assert "riskweave load" in answer.json()["detail"]


def test_a_tie_says_what_it_carries_and_what_that_stands_on(client: TestClient) -> None:
    rows = client.get("/v1/parties", params={"rated": "true", "limit": 20}).json()["items"]
    reasons = [reason for row in rows for reason in client.get(f"/v1/parties/{row['id']}").json()["reasons"]]
    along = [reason for reason in reasons if len(reason["path"]) > 1]
    assert along
    assert {reason["basis"] for reason in along} <= {"measured", "default"}
    assert {reason["basis"] for reason in reasons if len(reason["path"]) == 1} <= {None}
    tie = client.get(f"/v1/relationships/{along[0]['relationships'][-1]}").json()
    assert tie["transmission"]
    assert all(0 < way["rate"] <= 0.999 for way in tie["transmission"])
    bases = {way["basis"] for way in tie["transmission"]}
    assert bases <= {"measured", "default"}
