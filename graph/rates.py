"""Dated currency rates: what an amount was worth in the book currency on a day."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from graph.arrays import codes, numbers
from graph.errors import InvalidSettings
from graph.values import minor_digits


@dataclass(frozen=True, slots=True)
class DatedRate:
    """From `since` on, one unit of a currency was worth `value` units of the table's common measure."""

    since: date
    value: float


@dataclass(frozen=True, slots=True)
class Rates:
    """Rates into `book_currency`; every currency of `table` is measured in the same unit, whichever it is.

    Raises
    ------
    InvalidSettings
        When the book currency has no rate, or a rate is not a positive number.
    """

    book_currency: str
    table: Mapping[str, tuple[DatedRate, ...]]

    def __post_init__(self) -> None:
        if not self.table.get(self.book_currency):
            raise InvalidSettings(
                f"The rate table has no {self.book_currency}, the book currency; add it to rates.yaml "
                f"or choose one of {', '.join(self.currencies)}"
            )
        for currency, dated in self.table.items():
            if not dated or any(not 0 < each.value < np.inf for each in dated):
                raise InvalidSettings(f"rates.yaml, {currency}: a rate is a positive number with a date")

    @classmethod
    def only(cls, currency: str) -> "Rates":
        """Return the table of a book that knows no other currency."""
        return cls(currency, {currency: (DatedRate(date.min, 1.0),)})

    @property
    def currencies(self) -> tuple[str, ...]:
        return tuple(sorted(self.table))

    def on(self, day: date) -> dict[str, float]:
        """Return what one major unit of each currency was worth in major units of the book currency.

        The last rate on or before `day` counts; before the first rate, the first one does.
        """
        common = {currency: _value_on(dated, day) for currency, dated in self.table.items()}
        return {currency: value / common[self.book_currency] for currency, value in common.items()}


@dataclass(frozen=True, slots=True)
class Converter:
    """Turns columns of minor units into major units of the book currency, as of one day."""

    book_currency: str
    rates: Mapping[str, float]

    @classmethod
    def of(cls, rates: Rates, day: date) -> "Converter":
        return cls(rates.book_currency, rates.on(day))

    def major(self, minor: Any, currency: Any) -> Any:
        """Return float64 amounts; null where the amount is missing or its currency has no rate."""
        code, known = codes(currency)
        scale = np.array([10.0 ** minor_digits(each or "") for each in known] or [1.0])
        rate = np.array([self.rates.get(each or "", np.nan) for each in known] or [np.nan])
        given = np.nan_to_num(numbers(minor))
        amount = given / scale[code] * rate[code] if len(given) else given
        missing = np.asarray(pc.is_null(minor), np.bool_) | np.isnan(amount)
        return pa.array(amount, pa.float64(), mask=missing)

    def unknown(self, minor: Any, currency: Any) -> dict[str, int]:
        """Return how many amounts there are in each currency that has no rate."""
        lost = pc.and_(
            pc.is_valid(minor),
            pc.invert(pc.is_in(currency, value_set=pa.array(list(self.rates), pa.string()))),
        )
        counts: Any = pc.value_counts(pc.filter(currency, lost))
        return {each["values"]: each["counts"] for each in counts.to_pylist()}


def _value_on(dated: Iterable[DatedRate], day: date) -> float:
    ordered = sorted(dated, key=lambda each: each.since)
    past = [each for each in ordered if each.since <= day]
    return (past[-1] if past else ordered[0]).value
