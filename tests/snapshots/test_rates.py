from datetime import date

import pytest

from graph.errors import InvalidSettings
from graph.rates import DatedRate, Rates

OLD, NEW = date(2020, 1, 1), date(2025, 1, 1)


def test_a_rate_counts_from_its_day_to_the_next_one() -> None:
    rates = Rates("CNY", {"CNY": (DatedRate(OLD, 1.0),), "USD": (DatedRate(NEW, 7.0), DatedRate(OLD, 6.5))})
    assert rates.on(date(2024, 12, 31))["USD"] == 6.5
    assert rates.on(NEW)["USD"] == 7.0
    assert rates.on(date(1999, 1, 1))["USD"] == 6.5


def test_the_book_currency_may_be_any_of_the_table() -> None:
    rates = Rates("USD", {"CNY": (DatedRate(OLD, 1.0),), "USD": (DatedRate(OLD, 8.0),)})
    assert rates.on(NEW) == {"CNY": 0.125, "USD": 1.0}
    assert rates.currencies == ("CNY", "USD")


def test_a_book_currency_without_a_rate_is_refused() -> None:
    with pytest.raises(InvalidSettings, match="EUR"):
        Rates("EUR", {"CNY": (DatedRate(OLD, 1.0),)})


@pytest.mark.parametrize("value", [0.0, -1.0, float("nan"), float("inf")])
def test_a_rate_is_a_positive_number(value: float) -> None:
    with pytest.raises(InvalidSettings, match="positive"):
        Rates("CNY", {"CNY": (DatedRate(OLD, value),)})
