"""A value that is not text -> the text a person would type for it."""

from datetime import date, datetime, time
from decimal import Decimal

_EXCEL_DIGITS = 10**15
"""Spreadsheets keep 15 digits of a number and put noughts behind them."""


def as_typed(value: object) -> str:
    """Return dates in ISO form, whole floats without a point, `yes` and `no`, nothing for None.

    A float that may have lost its last digits keeps an exponent, so that it passes for an amount but
    for no key.
    """
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return _float(value)
    if isinstance(value, datetime):
        return _moment(value)
    if isinstance(value, Decimal):
        return f"{value:f}" if value.is_finite() else str(value)
    return value.isoformat() if isinstance(value, date | time) else str(value)


def _float(value: float) -> str:
    if not value.is_integer():
        return repr(value)
    exact = abs(value) < _EXCEL_DIGITS or (abs(value) < 2**53 and value % 10 != 0)
    return str(int(value)) if exact else f"{Decimal(repr(value)):E}"


def _moment(value: datetime) -> str:
    if value.tzinfo is None and value.time() == time():
        return value.date().isoformat()
    return value.isoformat(sep=" ")
