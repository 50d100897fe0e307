"""`whatif` and `paths` at the command line."""

import csv
import json
from pathlib import Path

from book import portfolio
from book.book import Book
from book.catalogue import Shelf
from graph.model import Role
from tests.commands.conftest import riskweave


def riskiest(demo: Path, role: Role) -> tuple[Book, str]:
    book = Shelf(demo / "books").current()
    first = portfolio.riskiest(book, portfolio.Filter(role=role, rated=True))[0]
    return book, book.party_id(int(first))


def test_what_if_tells_the_cascade_and_writes_a_table(demo: Path, tmp_path: Path) -> None:
    _, supplier = riskiest(demo, Role.SUPPLIER)
    done = riskweave(
        "whatif", "--fail", supplier, "--sampled", "200", "--csv", tmp_path / "w.csv", "--folder", demo
    )
    assert done.returncode == 0, done.stderr
    assert "fails: " in done.stdout
    assert "sampled worlds" in done.stdout
    with (tmp_path / "w.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert (rows[0]["party_id"], rows[0]["failed"], float(rows[0]["pd_after"])) == (supplier, "True", 1.0)


def test_what_if_is_data_for_programs(demo: Path) -> None:
    book, supplier = riskiest(demo, Role.SUPPLIER)
    gone, weaker = (str(book.snapshot.ties["key"][int(book.ties.key[place])].as_py()) for place in (0, -1))
    done = riskweave(
        "whatif",
        "--fail",
        supplier,
        "--remove",
        gone,
        "--change",
        f"{weaker}=0.1",
        "--json",
        "--folder",
        demo,
    )
    told = json.loads(done.stdout)
    assert told["book"] == book.manifest.id
    assert told["rounds"][0]["reached"][0]["id"] == supplier


def test_a_supposition_that_names_nobody_is_refused_in_one_sentence(demo: Path) -> None:
    for wrong in (["--fail", "nobody"], ["--remove", "0" * 32], ["--change", "tie"]):
        done = riskweave("whatif", *wrong, "--folder", demo)
        assert (done.returncode, done.stdout) == (1, "")
        assert len(done.stderr.splitlines()) == 1
    assert riskweave("whatif", "--folder", demo).returncode == 2


def test_paths_lead_to_a_party_or_to_flagged_ones(demo: Path, tmp_path: Path) -> None:
    _, customer = riskiest(demo, Role.CUSTOMER)
    done = riskweave("paths", customer, "--to", "flagged", "--csv", tmp_path / "p.csv", "--folder", demo)
    assert done.returncode == 0, done.stderr
    with (tmp_path / "p.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert rows[0]["from_id"] == customer
    told = json.loads(
        riskweave(
            "paths", customer, "--to", rows[0]["to_id"], "--most", "1", "--json", "--folder", demo
        ).stdout
    )
    assert told["paths"][0]["edges"][0] == rows[0]["key"]
