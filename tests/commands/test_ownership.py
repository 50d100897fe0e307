"""`ownership` and `groups`: lines for people in two languages, tables and JSON for programs."""

import csv
import json
from pathlib import Path

from book.catalogue import Shelf
from tests.commands.conftest import riskweave
from tests.commands.refusals import refused

OWNER, CUSTOMER = "沈砚舟", "沚兰电子科技有限公司"


def id_of(demo: Path, name: str) -> str:
    book = Shelf(demo / "books").current()
    return book.party_id(book.snapshot.parties["name"].to_pylist().index(name))


def said(demo: Path, *arguments: object) -> str:
    done = riskweave(*arguments, "--folder", demo)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_hidden_owner_is_told_in_both_languages(demo: Path) -> None:
    party = id_of(demo, CUSTOMER)
    english = said(demo, "ownership", party)
    chinese = said(demo, "ownership", party, "--language", "zh")
    way = f"{OWNER} —80%→ 衍庐企业管理有限公司 —70%→ 衍庐东方企业管理有限公司 —60%→ {CUSTOMER}"
    assert f"{OWNER} has 33.6% and controls it" in english
    assert f"{way}: 33.6%" in english
    assert f"{OWNER} 持有 33.6%，并实际控制" in chinese
    assert f"{way}：合计 33.6%" in chinese
    assert "受益所有人" in chinese


def test_interests_leave_as_a_table_and_as_json(demo: Path, tmp_path: Path) -> None:
    party, to = id_of(demo, OWNER), tmp_path / "o.csv"
    told = json.loads(said(demo, "ownership", party, "--json", "--csv", to))
    with to.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["party_id"] for row in rows] == [each["id"] for each in told["holdings"]]
    assert {row["control"] for row in rows} == {"certain"}
    assert list(rows[0])[:4] == ["side", "party_id", "name", "kind"]


def test_groups_are_listed_with_how_concentrated_they_are(demo: Path, tmp_path: Path) -> None:
    to = tmp_path / "g.csv"
    lines = said(demo, "groups", "--most", "5", "--csv", to)
    told = json.loads(said(demo, "groups", "--json"))
    assert "Herfindahl index" in lines
    assert told["items"][0]["head"]["name"] in lines
    with to.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    owed = sum(float(row["exposure"]) for row in rows if float(row["group_share"]) > 0)
    assert abs(owed - told["exposure"]) <= 1e-6 * told["exposure"]


def test_a_name_instead_of_an_id_is_refused_with_the_ids_of_that_name(demo: Path) -> None:
    assert f"{id_of(demo, OWNER)} ({OWNER})" in refused("ownership", OWNER, "--folder", demo)
