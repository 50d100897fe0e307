"""Windows of a year: what was known of parties on a day, and who of them failed within the year after it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

import numpy as np

from analytics.own.answers import Answers
from graph.arrays import Mask
from graph.errors import InvalidInput

HORIZON = timedelta(days=365)
FEWEST_FAILURES = 10
"""With fewer in the training windows, chance decides what is learned."""
FEWEST_WINDOWS = 3


class Window(NamedTuple):
    """Answers of n parties as of a day; failed (n,): within the year after it, its last day included.

    Parties that had failed by that day are not among them.
    """

    as_of: date
    answers: Answers
    failed: Mask


@dataclass(frozen=True)
class Windows:
    """Windows apart in time: the earlier ones are learned from, one calibrates, the last one judges."""

    training: tuple[Window, ...]
    calibration: Window
    evaluation: Window

    @classmethod
    def of(cls, windows: Sequence[Window]) -> "Windows":
        """Put windows in order of time; the last is for judging, the one before it for calibration.

        Raises
        ------
        InvalidInput
            When there are fewer than three, two of them overlap, outcomes of one are all alike, or
            the training windows have fewer than ten failures.
        """
        ordered = sorted(windows, key=lambda each: each.as_of)
        refuse_overlaps([each.as_of for each in ordered])
        for each in ordered:
            _refuse_one_sided(each)
        *training, calibration, evaluation = ordered
        failures = sum(int(each.failed.sum()) for each in training)
        if failures < FEWEST_FAILURES:
            raise InvalidInput(
                f"The training windows have {failures} failures; with fewer than {FEWEST_FAILURES} chance "
                "decides what is learned: add earlier windows"
            )
        return cls(tuple(training), calibration, evaluation)

    @property
    def learned_from(self) -> Window:
        """Return the training windows as one; its day is that of the first."""
        parts = self.training
        together = Answers(
            np.concatenate([each.answers.value for each in parts]),
            np.concatenate([each.answers.asked for each in parts]),
            np.concatenate([each.answers.kind for each in parts]),
        )
        return Window(parts[0].as_of, together, np.concatenate([each.failed for each in parts]))


def refuse_overlaps(days: Sequence[date]) -> None:
    """Raise `InvalidInput` unless there are at least three days, ascending, a year or more apart."""
    if len(days) < FEWEST_WINDOWS:
        raise InvalidInput(
            f"{len(days)} windows are too few: one or more to learn from, one to calibrate and one to judge "
            "are needed; name three days or more, a year apart"
        )
    for former, later in zip(days, days[1:], strict=False):
        if later < former + HORIZON:
            raise InvalidInput(
                f"The windows of {former} and {later} overlap: the first ends on {former + HORIZON}, and "
                "what is judged must come later than what was learned from; name days a year apart"
            )


def _refuse_one_sided(window: Window) -> None:
    failures, parties = int(window.failed.sum()), len(window.failed)
    if failures in (0, parties):
        raise InvalidInput(
            f"{failures:,} of {parties:,} parties failed in the window of {window.as_of}: where all outcomes "
            "are alike nothing can be learned or judged; name another day or complete the outcomes"
        )
