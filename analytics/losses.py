"""Money that creditors are expected to lose as debtors come nearer to failing."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from analytics.exposures import Exposures
from graph.arrays import F64, I32, I64, starts


class Losses(NamedTuple):
    """What each creditor is expected to lose more than before (k,), below 0 where less; the furthest from 0
    first.

    Major units of the book currency. debtor (k,): whose failing costs this creditor most.
    """

    creditor: I32
    loss: F64
    debtor: I32

    @property
    def total(self) -> float:
        return float(self.loss.sum())


@dataclass(frozen=True, eq=False, slots=True)
class Stakes:
    """Exposures by debtor: those of i are `start[i]:start[i + 1]`."""

    start: I64
    exposures: Exposures

    @classmethod
    def of(cls, exposures: Exposures, parties: int) -> "Stakes":
        order = np.argsort(exposures.debtor, kind="stable")
        start = starts(np.bincount(exposures.debtor, minlength=parties))
        ordered = Exposures(
            debtor=exposures.debtor[order],
            creditor=exposures.creditor[order],
            amount=exposures.amount[order],
            loss=exposures.loss[order],
            kind=exposures.kind[order],
            key=exposures.key[order],
        )
        return cls(start, ordered)

    def losses(self, debtor: I32, rise: F64, *, without: tuple[int, ...] = ()) -> Losses:
        """Return what creditors lose where the PDs of these debtors (k,) rise (k,): rise x expected loss.

        without: rows of `Snapshot.ties` whose stakes are gone.
        """
        count = self.start[debtor + 1] - self.start[debtor]
        whose = np.repeat(np.arange(len(debtor)), count)
        step = np.arange(int(count.sum())) - np.repeat(np.cumsum(count) - count, count)
        stake = self.start[debtor][whose] + step
        if without:
            kept = ~np.isin(self.exposures.key[stake], without)
            whose, stake = whose[kept], stake[kept]
        lost = rise[whose] * self.exposures.loss[stake]
        return _by_creditor(self.exposures.creditor[stake], lost, debtor[whose])


def _by_creditor(creditor: I32, lost: F64, debtor: I32) -> Losses:
    """Sum up by creditor; positions break evens."""
    order = np.lexsort((-np.abs(lost), creditor))
    creditors, first = np.unique(creditor[order], return_index=True)
    if not len(creditors):
        return Losses(creditors.astype(np.int32), np.empty(0), np.empty(0, np.int32))
    total = np.add.reduceat(lost[order], first)
    greatest = np.lexsort((creditors, -np.abs(total)))
    return Losses(
        creditors[greatest].astype(np.int32), total[greatest], debtor[order][first][greatest].astype(np.int32)
    )
