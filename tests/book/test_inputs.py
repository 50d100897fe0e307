from pathlib import Path

import pytest

from book.inputs import NAMES, RunInputs
from graph.errors import InvalidSettings


def test_the_shipped_inputs_are_complete() -> None:
    inputs = RunInputs.read()
    assert set(inputs.texts) == set(NAMES)
    assert {"CNY", "USD", "EUR", "HKD", "GBP", "JPY", "SGD"} <= set(inputs.rates.currencies)
    assert inputs.settings.scorecard.indicators


def test_a_file_in_the_folder_replaces_the_shipped_one(tmp_path: Path) -> None:
    (tmp_path / "rates.yaml").write_text("CNY: 1\nUSD: {2020-01-01: 7, 2025-01-01: 8}\n")
    inputs = RunInputs.read(tmp_path, currency="USD")
    assert inputs.rates.currencies == ("CNY", "USD")
    assert inputs.settings == RunInputs.read().settings
    assert inputs.hash != RunInputs.read(currency="USD").hash


def test_inputs_are_the_same_after_they_were_kept_with_a_book() -> None:
    inputs = RunInputs.read(currency="EUR")
    assert RunInputs.parse(inputs.texts, currency="EUR") == inputs


def test_the_book_currency_is_part_of_the_hash() -> None:
    assert RunInputs.read(currency="EUR").hash != RunInputs.read(currency="CNY").hash


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("rates.yaml", "CNY: 1\nUSD: much", "USD"),
        ("rates.yaml", "CNY: 1\nUSD: {2020-13-01: 7}", "month must be"),
        ("rates.yaml", "CNY: [", "no valid YAML"),
        ("rates.yaml", "USD: 1", "CNY"),
        ("rates.yaml", "- 1", "names with values"),
        ("scorecard.yaml", "indicators: 3", "scorecard.yaml"),
        ("scorcard.yaml", "{}", "scorcard.yaml"),
    ],
)
def test_a_mistake_is_named_with_its_file(tmp_path: Path, name: str, text: str, message: str) -> None:
    (tmp_path / name).write_text(text)
    with pytest.raises(InvalidSettings, match=message):
        RunInputs.read(tmp_path)


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidSettings, match="does not exist"):
        RunInputs.read(tmp_path / "nowhere")
