import csv
import json
from pathlib import Path

from book.catalogue import Shelf
from tests.commands.conftest import riskweave


def test_the_most_important_are_listed_and_named_in_two_languages(demo: Path) -> None:
    done = riskweave("importance", "--folder", demo)
    assert done.returncode == 0, done.stderr
    book = Shelf(demo / "books").current()
    found = book.compute_importance()
    lines = done.stdout.splitlines()
    assert [line.split()[0] for line in lines[1:]] == [book.party_id(at) for at in found.order[:20].tolist()]
    assert "ESRI" in done.stderr
    assert "系统重要性" in done.stderr


def test_the_plain_table_holds_everybody_who_hurts_anybody(demo: Path, tmp_path: Path) -> None:
    done = riskweave("importance", "--csv", tmp_path / "i.csv", "--json", "--folder", demo)
    with (tmp_path / "i.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == json.loads(done.stdout)["total"]
    assert list(rows[0]) == [
        "party_id", "name", "esri", "esri_downstream", "esri_upstream", "error", "money_lost"
    ]  # fmt: skip
    assert float(rows[0]["esri"]) >= float(rows[1]["esri"])


def test_one_party_is_told_with_whom_it_hurts(demo: Path) -> None:
    book = Shelf(demo / "books").current()
    first = int(book.compute_importance().order[0])
    done = riskweave("importance", book.party_id(first), "--folder", demo)
    assert done.returncode == 0, done.stderr
    assert book.name(first) in done.stdout.splitlines()[0]
    assert "What stops at our house · 我方将停产的部分" in done.stdout
    told = json.loads(riskweave("importance", book.party_id(first), "--json", "--folder", demo).stdout)
    assert told["production"]["items"]


def test_a_name_offers_ids(demo: Path) -> None:
    book = Shelf(demo / "books").current()
    name = book.name(int(book.compute_importance().order[0]))
    done = riskweave("importance", name, "--folder", demo)
    assert done.returncode == 1
    assert "give one that the search finds" in done.stderr
