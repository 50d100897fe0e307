"""How much a customer should owe us at most, and which rule says so."""

from enum import IntEnum
from typing import NamedTuple

import numpy as np

from analytics.inputs import Limits
from analytics.reasons import Grade
from analytics.ties.balance import Balance
from graph.arrays import F64, U8


class LimitRule(IntEnum):
    """Which rule gave a limit."""

    EQUITY = 0
    ESTIMATED = 1
    OWN_EQUITY = 2
    GRADE = 3
    NO_EQUITY = 4
    UNKNOWN = 5

    @property
    def code(self) -> str:
        """Return the stable code that its sentence has in `wording`."""
        return f"limit_{self.name.lower()}"


class Recommended(NamedTuple):
    """limit (k,) >= 0 in major units of the book currency, NaN where nothing is known; rule: `LimitRule`."""

    limit: F64
    rule: U8


def recommended(
    balance: Balance, grade: U8, own_equity: float, limits: Limits, *, grades: tuple[Grade, ...]
) -> Recommended:
    """Return the limit of each customer, a row of `balance` and `grade` (k,) each.

        equity_share · equity · factor of its grade (· estimated_factor where equity is only estimated),
        never above own_equity_share · own equity

    own_equity: ours, NaN where it is unknown; then nothing is cut. grades: what the numbers in `grade` mean.
    """
    factors = np.array([limits.grade_factors[each.value] for each in grades])[grade]
    trust = np.where(balance.equity_known, 1.0, limits.estimated_factor)
    wanted = limits.equity_share * balance.equity * factors * trust
    most = np.nan_to_num(limits.own_equity_share * max(own_equity, 0.0), nan=np.inf)
    rule = np.where(balance.equity_known, LimitRule.EQUITY, LimitRule.ESTIMATED)
    rule = np.where(wanted > most, LimitRule.OWN_EQUITY, rule)
    rule = np.where(balance.equity == 0, LimitRule.NO_EQUITY, rule)
    rule = np.where(np.isnan(balance.equity), LimitRule.UNKNOWN, rule)
    rule = np.where(factors == 0, LimitRule.GRADE, rule)
    limit = np.where(factors == 0, 0.0, np.minimum(wanted, most))
    return Recommended(limit, rule.astype(np.uint8))
