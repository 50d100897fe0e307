"""Who moved since the last Book, over HTTP and on the command line, after a load that made somebody worse."""

from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.pipeline import load_files, load_options
from api.settings import Settings
from api.wiring import Product
from book.refresh import Silent


class Steps(Silent):
    def advance(self, count: int = 1) -> None:
        del count


FIRST = {
    "companies.csv": "source_key,name,roles,industry,equity,revenue,costs\n"
    "h,本公司有限公司,house,C40,5000000,90000000,80000000\n"
    "m,宁川精密机械有限公司,supplier,C33,100000,900000,800000\n"
    "s,海晏传动系统有限公司,customer,C34,400000,900000,800000\n",
    "supplies.csv": "supplier,buyer,product,amount,essential,substitutability\nm,s,gears,200000,yes,0\n",
    "debts.csv": "debtor,creditor,amount,as_of\ns,h,60000,2026-10-01\n",
}
SECOND = FIRST | {
    "lawsuits.csv": "court,case_number,plaintiffs,defendants,filed,status,claim\n"
    "一院,(2026)浙01民初1号,h,m,2026-10-02,open,90000\n",
}


def load(settings: Settings, folder: Path, files: dict[str, str]) -> None:
    folder.mkdir(parents=True)
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    product = Product(settings)
    load_files(product, [folder], load_options(product), then_refresh=True, progress=Steps())


@pytest.fixture(scope="module")
def moved(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    folder = tmp_path_factory.mktemp("moved")
    settings = Settings(folder=folder / "data")
    load(settings, folder / "friday" / "crm", FIRST)
    load(settings, folder / "monday" / "crm", SECOND)
    return settings


@pytest.fixture(scope="module")
def asked(moved: Settings) -> TestClient:
    return TestClient(create_app(moved), base_url="http://127.0.0.1:8765")


def test_the_buyer_moved_through_its_supplier_and_the_lawsuit_is_named(asked: TestClient) -> None:
    answer = asked.get("/v1/movers").json()
    assert answer["moves"]["former"]["id"] != answer["book"]
    assert answer["moves"]["worse"] == len(answer["items"]) == 3
    maker, buyer, house = answer["items"]
    assert (maker["name"], buyer["name"]) == ("宁川精密机械有限公司", "海晏传动系统有限公司")
    assert maker["change"] > buyer["change"] > house["change"] > 0
    assert buyer["cause"]["reason"]["code"] == "supplier_distress"
    assert [step["name"] for step in buyer["cause"]["reason"]["path"]] == [maker["name"], buyer["name"]]
    assert "crm/lawsuits.csv" in {fact["file"] for fact in buyer["cause"]["facts"]}


def test_pages_follow_one_another(asked: TestClient) -> None:
    whole = asked.get("/v1/movers").json()["items"]
    first = asked.get("/v1/movers", params={"limit": 1}).json()
    second = asked.get("/v1/movers", params={"limit": 2, "cursor": first["next"]}).json()
    assert [*first["items"], *second["items"]] == whole
    assert second["next"] is None


def test_the_portfolio_counts_the_moves(asked: TestClient) -> None:
    assert asked.get("/v1/portfolio").json()["moves"] == asked.get("/v1/movers").json()["moves"]
