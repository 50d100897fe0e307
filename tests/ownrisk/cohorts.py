"""Invented firms with a hidden frailty that shows in a few answers, and who of them fails within a year."""

from datetime import date

import numpy as np

from analytics.own.answers import Answers
from analytics.own.windows import Window, Windows
from tests.scoring.shipped import shipped

CARD = shipped().scorecard
NAMES = tuple(each.name for each in CARD.indicators)
DAYS = tuple(date(2020 + year, 1, 1) for year in range(4))


def window(day: date, seed: int, *, firms: int = 1500) -> Window:
    """Half of the firms have debts; margin and equity are known of nine in ten."""
    rng = np.random.default_rng(seed)
    frailty = rng.standard_normal(firms)
    value = np.full((firms, len(NAMES)), np.nan)

    def answer(name: str, numbers: np.ndarray, known: float) -> None:
        value[:, NAMES.index(name)] = np.where(rng.random(firms) < known, numbers, np.nan)

    answer("days_overdue", np.maximum(0, 30 * (frailty + rng.normal(0, 0.7, firms) - 1)), 0.5)
    answer("margin", 0.1 - 0.03 * frailty + rng.normal(0, 0.02, firms), 0.9)
    answer("equity_to_revenue", 0.4 - 0.09 * frailty + rng.normal(0, 0.07, firms), 0.9)
    answer("industry", rng.integers(0, 6, firms).astype(float), 1.0)
    failed = rng.random(firms) < 0.02 * np.exp(0.95 * frailty)
    asked = np.ones(value.shape, np.bool_)
    return Window(day, Answers(value, asked, np.zeros(firms, np.uint8)), failed)


def four_years() -> Windows:
    return Windows.of([window(day, seed) for seed, day in enumerate(DAYS)])
