"""`scorecard check`, `model train`, and what every score says it rests on."""

import csv
import json
import os
from pathlib import Path

from book.catalogue import Shelf
from tests.commands.conftest import riskweave


def test_the_scorecard_in_use_is_checked_on_parties_of_the_book(demo: Path) -> None:
    done = riskweave("scorecard", "check", "--json", "--folder", demo)
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    book = Shelf(demo / "books").current()
    assert (told["usable"], told["book"]) == (True, book.manifest.id)
    assert 2 <= len(told["rows"]) <= 3
    assert all(row["lines"] for row in told["rows"])


def test_a_scorecard_that_cannot_be_used_is_told_with_lines_and_exit_code_1(tmp_path: Path) -> None:
    file = tmp_path / "mine.yaml"
    file.write_text("points_per_log_odds: 0\ngrades: {yellow: 6, red: 3}\n", encoding="utf-8")
    done = riskweave("scorecard", "check", file, "--folder", tmp_path)
    assert done.returncode == 1
    assert f"{file} line 1, points_per_log_odds: Input should be greater than 0" in done.stdout
    assert f"{file} line 2, grades: 'yellow' must be below 'red'" in done.stdout
    assert "'indicators' is missing" in done.stdout
    assert "Traceback" not in done.stderr


def test_a_scorecard_is_checked_without_any_book(tmp_path: Path) -> None:
    done = riskweave("scorecard", "check", "--folder", tmp_path)
    assert done.returncode == 0, done.stderr
    assert "invented: nothing known" in done.stdout


def test_training_refuses_windows_that_overlap_or_are_not_over(demo: Path, tmp_path: Path) -> None:
    outcomes = tmp_path / "failed.csv"
    outcomes.write_text("party_id,failed_on\n", encoding="utf-8")

    def train(*days: str) -> str:
        asked = [part for day in days for part in ("--as-of", day)]
        done = riskweave("model", "train", "--outcomes", outcomes, *asked, "--to", tmp_path, "--folder", demo)
        assert done.returncode == 1
        assert list(tmp_path.glob("model*")) == []
        return done.stderr

    assert "overlap" in train("2023-01-01", "2023-06-01", "2024-06-01")
    assert "Nothing was known on 2021-01-01" in train("2021-01-01", "2022-01-01", "2023-01-01")


def test_every_score_says_how_old_its_data_is_and_what_it_rests_on(own_demo: Path) -> None:
    rows = json.loads(riskweave("score", "--json", "--folder", own_demo).stdout)["riskiest"]
    book = Shelf(own_demo / "books").current()
    expected = {
        "book": book.manifest.id,
        "engine": book.manifest.engine,
        "model": book.inputs.model_version,
        "constants": book.inputs.constants_version,
    }
    assert [row["versions"] for row in rows] == [expected] * len(rows)
    assert any(row["data_age_days"] is not None for row in rows)
    shown = riskweave("party", rows[0]["id"], "--folder", own_demo).stdout
    assert f"Book {book.manifest.id}, {book.inputs.model_version}" in shown


def test_a_model_that_was_trained_is_used_by_the_next_score(own_demo: Path, tmp_path: Path) -> None:
    """Failures are made up of the riskiest: the test is of the way, not of the model."""
    scores = tmp_path / "scores.csv"
    assert riskweave("score", "--csv", scores, "--folder", own_demo).returncode == 0
    with scores.open(encoding="utf-8", newline="") as file:
        rated = [row for row in csv.DictReader(file) if row["rated"] == "True"]
    rated.sort(key=lambda row: -float(row["standalone_pd"]))
    days = ("2022-03-01", "2023-03-01", "2024-03-01", "2025-03-01")
    outcomes = tmp_path / "failed.csv"
    lines = [f"{row['party_id']},{days[place % 4][:4]}-09-01" for place, row in enumerate(rated[:60])]
    outcomes.write_text("\n".join(["party_id,failed_on", *lines]) + "\n", encoding="utf-8")
    asked = [part for day in days for part in ("--as-of", day)]
    inputs = tmp_path / "inputs"
    inputs.mkdir()
    done = riskweave(
        *("model", "train", "--outcomes", outcomes, *asked, "--hindsight", "--to", inputs),
        *("--observed-until", "2026-03-01", "--json", "--folder", own_demo),
    )
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["outcomes"]["learned"]["auc"] > 0.5
    assert (inputs / "model_card.md").read_text(encoding="utf-8").startswith("# Model card")
    (inputs / "model_card.md").rename(tmp_path / "card.md")
    used = os.environ | {"RISKWEAVE_INPUTS": str(inputs)}
    rows = json.loads(riskweave("score", "--json", "--folder", own_demo, env=used).stdout)["riskiest"]
    assert {row["versions"]["model"] for row in rows} == {told["version"]}
