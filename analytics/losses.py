"""Money that creditors are expected to lose as debtors come nearer to failing."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from analytics.ties.exposures import Exposures
from graph.arrays import F64, I32, I64, Mask, starts

MOST_NAMED = 500
"""Creditors of whom it is said whose failing costs them most."""


class Losses(NamedTuple):
    """What each creditor is expected to lose more than before (k,), below 0 where less; the furthest from 0
    first.

    Major units of the book currency. debtor (up to `MOST_NAMED`,): who costs each of the first creditors
    most.
    """

    creditor: I32
    loss: F64
    debtor: I32


@dataclass(frozen=True, eq=False, slots=True)
class DebtorExposures:
    """Exposures by debtor: those of i are `start[i]:start[i + 1]`. expected (n,): all that is lost if i
    fails.
    """

    start: I64
    exposures: Exposures
    expected: F64

    @classmethod
    def of(cls, exposures: Exposures, parties: int) -> "DebtorExposures":
        ordered = _chosen(exposures, np.argsort(exposures.debtor, kind="stable"))
        start = starts(np.bincount(ordered.debtor, minlength=parties))
        expected = np.bincount(ordered.debtor, ordered.loss, parties)
        return cls(start, ordered, expected.astype(np.float64))

    def without(self, rows: Collection[int]) -> "DebtorExposures":
        """Return what is left where these rows of `Snapshot.ties` are gone."""
        if not rows:
            return self
        kept = ~np.isin(self.exposures.key, list(rows))
        return DebtorExposures.of(_chosen(self.exposures, kept), len(self.expected))

    def lost(self, debtor: I32, rise: F64) -> float:
        """Return what is lost in all where the PDs of these debtors (k,) rise (k,): rise x expected loss."""
        return float((rise * self.expected[debtor]).sum())

    def losses(self, debtor: I32, rise: F64) -> Losses:
        """Return the same by creditor. O(parties + exposures to the debtors)."""
        place, whose = self._of(debtor)
        creditor, lost = self.exposures.creditor[place], rise[whose] * self.exposures.loss[place]
        by_creditor = np.bincount(creditor, lost, len(self.expected)).astype(np.float64)
        losing = np.flatnonzero(by_creditor).astype(np.int32)
        losing = losing[np.argsort(-np.abs(by_creditor[losing]), kind="stable")]
        first = losing[:MOST_NAMED]
        return Losses(losing, by_creditor[losing], _worst(first, creditor, lost, debtor[whose]))

    def _of(self, debtor: I32) -> tuple[I64, I64]:
        """Return the places of the exposures to these debtors, and the place of the debtor of each."""
        count = self.start[debtor + 1] - self.start[debtor]
        whose = np.repeat(np.arange(len(debtor)), count)
        step = np.arange(int(count.sum())) - np.repeat(np.cumsum(count) - count, count)
        return self.start[debtor][whose] + step, whose.astype(np.int64)


def _chosen(exposures: Exposures, which: I64 | Mask) -> Exposures:
    return Exposures(
        debtor=exposures.debtor[which],
        creditor=exposures.creditor[which],
        amount=exposures.amount[which],
        loss=exposures.loss[which],
        kind=exposures.kind[which],
        key=exposures.key[which],
    )


def _worst(named: I32, creditor: I32, lost: F64, debtor: I32) -> I32:
    """Return which debtor moves each of these creditors' losses most."""
    among = np.flatnonzero(np.isin(creditor, named))
    order = among[np.lexsort((-np.abs(lost[among]), creditor[among]))]
    ascending, first = np.unique(creditor[order], return_index=True)
    worst = debtor[order][first]
    return worst[np.searchsorted(ascending, named)].astype(np.int32)
