"""What commands give: plain tables with the columns that other tools rely on, and lines for people."""

import csv
import json
from pathlib import Path

from analytics.money.at_stake import StakeKind
from book.catalogue import Shelf
from tests.commands.conftest import riskweave


def table(command: str, folder: Path, to: Path) -> list[dict[str, str]]:
    done = riskweave(command, "--csv", to, "--folder", folder)
    assert done.returncode == 0, done.stderr
    with to.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_three_plain_tables_hold_everything(own_demo: Path, tmp_path: Path) -> None:
    assignments = table("resolve", own_demo, tmp_path / "a.csv")
    scores = table("score", own_demo, tmp_path / "s.csv")
    rings = table("rings", own_demo, tmp_path / "r.csv")
    book = Shelf(own_demo / "books").current()
    assert list(assignments[0]) == ["source", "table", "source_key", "party_id"]
    own = [row for row in book.snapshot.records["mention"].to_pylist() if not row]
    assert len(assignments) == len(own)
    assert ",".join(scores[0]) == (
        "party_id,name,rated,standalone_pd,network_pd,systemic_importance,score,grade,confidence"
        ",ead,expected_loss,limit"
    )
    assert [row["party_id"] for row in scores] == book.snapshot.parties["key"].to_pylist()
    assert list(rings[0]) == ["rank", "ring_id", "typology", "score", "party_id"]
    assert len(rings) == sum(len(ring.members) for ring in book.rings.rings)


def test_the_demo_says_what_it_made_and_where_to_look_first(demo: Path) -> None:
    said = (demo / "said").read_text(encoding="utf-8")
    assert len(said.splitlines()) <= 5
    assert "riskiest customer" in said
    assert "riskweave serve" in said


def test_a_party_is_shown_with_its_reasons(demo: Path) -> None:
    book = Shelf(demo / "books").current()
    member = book.rings.rings[0].members[0]
    done = riskweave("party", member, "--folder", demo)
    assert book.name(book.position(member)) in done.stdout
    assert "of 100" in done.stdout


def test_the_score_tells_our_money_and_that_there_is_nothing_to_compare_with(own_demo: Path) -> None:
    told = riskweave("score", "--folder", own_demo).stdout
    assert "Our money: " in told
    assert "No earlier Book is kept to compare with" in told
    data = json.loads(riskweave("score", "--json", "--folder", own_demo).stdout)
    assert list(data) == ["riskiest", "money", "movers"]
    assert data["movers"]["moves"]["former"] is None


def test_a_customer_is_shown_with_what_it_would_cost(demo: Path) -> None:
    book = Shelf(demo / "books").current()
    debts = book.money.lines.kind == StakeKind.DEBT
    largest = int(book.money.lines.party[debts][book.money.lines.amount[debts].argmax()])
    told = riskweave("party", book.party_id(largest), "--folder", demo).stdout
    assert "As a customer: " in told
    assert "limit " in told
    assert "owed to us (" in told


def test_the_version_is_told() -> None:
    assert riskweave("--version").stdout.startswith("riskweave ")


def test_a_history_tells_rows_links_and_loads(demo: Path) -> None:
    member = Shelf(demo / "books").current().rings.rings[0].members[0]
    done = riskweave("party", member, "--history", "--folder", demo)
    assert done.returncode == 0, done.stderr
    assert [each for each in ("Shown as", "Records", "Identifiers", "Loads") if each not in done.stdout] == []
    told = json.loads(riskweave("party", member, "--history", "--json", "--folder", demo).stdout)
    assert told["id"] == member
    assert f"line {told['records'][0]['versions'][0]['origin']['line']}, load" in done.stdout


def test_a_history_of_a_day_before_everything_is_nobodys(demo: Path) -> None:
    member = Shelf(demo / "books").current().rings.rings[0].members[0]
    done = riskweave("party", member, "--known-at", "2001-01-31", "--folder", demo)
    assert (done.returncode, done.stdout) == (1, "")
    assert "was nobody's id at 2001-01-31 23:59:59 UTC" in done.stderr
