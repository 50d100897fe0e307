"""One lawsuit is not "1 lawsuits"."""

import pytest

from analytics import wording
from analytics.inputs import Category
from analytics.phrases import LIMITS
from analytics.reasons import Reason


def said(code: str, language: wording.Language = "en", **values: str | float) -> str:
    return wording.text(Reason(code, Category.LEGAL, 1.0, (), (), (), values, None), language)


@pytest.mark.parametrize(
    ("count", "expected"),
    [
        (1, "1 identifier fails its check: checksum"),
        (2, "2 identifiers fail their check: checksum"),
        (0, "0 identifiers fail their check: checksum"),
    ],
)
def test_a_count_chooses_its_words(count: float, expected: str) -> None:
    assert said("failed_checks", count=count, checks="checksum") == expected


def test_other_numbers_are_shown_as_before() -> None:
    assert said("overdue_events", count=1.0) == "Reported overdue 1 time"
    assert said("overdue_events", "zh", count=1.0) == "有 1 次逾期记录"
    assert said("margin", value=0.125) == "Revenue less costs is 12.5% of revenue"


@pytest.mark.parametrize("code", LIMITS)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_rule_of_a_limit_has_its_sentence(code: str, language: wording.Language) -> None:
    values = {"share": 0.1, "factor": 0.5, "trust": 0.5, "own": 0.25, "grade": "yellow"}
    sentence = wording.limit_text(code, values, language)
    assert sentence != code
    assert "{" not in sentence


def test_a_part_too_small_to_tell_has_no_sign() -> None:
    assert said("equity_to_revenue", value=-0.001) == "Equity is 0% of a year's revenue"
    assert said("equity_to_revenue", "zh", value=-0.001) == "净资产为年营业收入的 0%"
