"""From a store's history and a list of failures to a model and its card."""

from datetime import date, timedelta
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from book.inputs import RunInputs
from book.model_card import model_card
from book.outcomes import Failures, read_failures
from book.training import Trained, train
from graph.errors import InvalidInput, UnreadableFile
from graph.values import PartyId, RecordId, mint_party_id
from tests.ownrisk.cohorts import DAYS
from tests.ownrisk.years import FIRMS, years

INPUTS = RunInputs.read()
OVER = DAYS[-1] + timedelta(days=365)


def trained(
    failures: Failures | None = None, *days: date, until: date = OVER, hindsight: bool = False
) -> Trained:
    store, listed = years()
    return train(store, INPUTS, failures or listed, days or DAYS, observed_until=until, hindsight=hindsight)


@cache
def usual() -> Trained:
    return trained()


def test_windows_hold_who_had_not_failed_before_and_none_of_our_own_firms() -> None:
    _, listed = years()
    told, before = usual().windows, 0
    for window in (*told.training, told.calibration, told.evaluation):
        end = window.as_of + timedelta(days=365)
        assert len(window.failed) == FIRMS - before
        assert window.failed.sum() == sum(window.as_of < day <= end for day in listed.records.values())
        before = sum(day <= window.as_of + timedelta(days=365) for day in listed.records.values())


def test_answers_are_those_of_the_day_and_not_of_today() -> None:
    told = usual().windows
    first, last = told.training[0].answers.value, told.evaluation.answers.value
    assert not np.array_equal(first[: len(last)], last)


def test_the_model_finds_what_precedes_a_failure() -> None:
    report = usual().report
    assert report.learned.auc > 0.65
    assert report.learned.failures > 10


def test_failures_may_be_listed_by_party() -> None:
    _, listed = years()
    by_party = Failures({mint_party_id(record): day for record, day in listed.records.items()}, {})
    assert trained(by_party).model == usual().model


def test_failures_of_nobody_are_counted() -> None:
    _, listed = years()
    strangers = {RecordId("crm:companies:nobody"): DAYS[1], **listed.records}
    assert trained(Failures({PartyId("p_aaaaaaaaaaaaaaaa"): DAYS[1]}, strangers)).unknown == 2


def test_a_window_that_is_not_over_is_refused() -> None:
    with pytest.raises(InvalidInput, match=f"ends on {OVER}, but failures are known until {DAYS[-1]}"):
        trained(until=DAYS[-1])


def test_a_day_before_the_first_load_is_refused_unless_with_hindsight() -> None:
    early = (date(2019, 1, 1), *DAYS[1:])
    with pytest.raises(InvalidInput, match=r"Nothing was known on 2019-01-01: the first rows .* 2019-12-31"):
        trained(None, *early)


def test_hindsight_is_said_on_the_card() -> None:
    card = model_card(trained(hindsight=True), version="learned x", scorecard="scorecard y", made_on=OVER)
    assert "what is known today about those days" in card


def test_the_card_is_filled_in_under_the_headings_of_the_guidance() -> None:
    card = model_card(usual(), version="learned abc", scorecard="scorecard def", made_on=OVER)
    headings = [line.removeprefix("## ") for line in card.splitlines() if line.startswith("## ")]
    assert headings == [
        "Purpose, exposure and materiality",
        "Model development",
        "Model use and limits",
        "Model validation and monitoring",
        "Governance and controls",
        "Third-party products",
    ]
    report = usual().report
    assert f"| learned | {report.learned.auc:.3f} | {report.learned.ks:.3f} |" in card
    assert "learned abc" in card
    assert "{" not in card
    assert "nan%" not in card
    assert " nan" not in card


def test_outcomes_are_read_by_record_or_party_and_the_first_day_counts(tmp_path: Path) -> None:
    file = tmp_path / "failed.csv"
    file.write_text("party_id,failed_on\np_a,2024-05-01\np_a,2024-02-01\np_b,\n", encoding="utf-8-sig")
    assert read_failures(file).parties == {"p_a": date(2024, 2, 1)}
    file.write_text("source,table,source_key,failed_on\ncrm,companies,K:1,2024-05-01\n", encoding="utf-8")
    assert read_failures(file).records == {"crm:companies:K:1": date(2024, 5, 1)}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("party_id,failed_on\np_a,1.5.2024\n", "line 2: '1.5.2024' is no day"),
        ("party_id,failed_on\n,2024-05-01\n", "line 2: it does not say who failed"),
        ("party_id,day\np_a,2024-05-01\n", "line 1: the headers of outcomes are party_id,failed_on or"),
        ("", "line 1: the headers"),
    ],
)
def test_a_mistake_in_the_outcomes_is_told_with_its_line(tmp_path: Path, text: str, message: str) -> None:
    file = tmp_path / "failed.csv"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(InvalidInput, match=message):
        read_failures(file)


def test_outcomes_that_are_no_text_are_unreadable(tmp_path: Path) -> None:
    file = tmp_path / "failed.csv"
    file.write_bytes(b"party_id,failed_on\n\xff\xfe\xfa,2024-05-01\n")
    with pytest.raises(UnreadableFile, match="UTF-8"):
        read_failures(file)
    with pytest.raises(UnreadableFile, match="No such file"):
        read_failures(tmp_path / "none.csv")
