"""Money at risk as a network: what failures cost creditors, and those who have a stake in these."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from analytics.kernels.debtrank import LossArrays
from analytics.ties.balance import Balance, part_of
from analytics.ties.exposures import Exposures
from graph.arrays import F64, I32, starts


@dataclass(frozen=True, eq=False)
class LossNetwork:
    """equity (n,), NaN unknown: who has none known loses money, but hands no distress on."""

    arrays: LossArrays
    equity: F64

    @classmethod
    def of(cls, exposures: Exposures, balance: Balance) -> "LossNetwork":
        return loss_network(exposures.debtor, exposures.creditor, exposures.loss, equity=balance.equity)

    def __len__(self) -> int:
        return len(self.equity)

    @cached_property
    def debtors(self) -> I32:
        """Whose failure costs anybody anything, ascending."""
        return np.flatnonzero(np.diff(self.arrays.start) > 0).astype(np.int32)


def loss_network(debtor: I32, creditor: I32, loss: F64, *, equity: F64) -> LossNetwork:
    """Return the network of these losses (m,), parallel ones summed; nobody loses more than the equity.

    equity (n,) >= 0, NaN unknown: who has none is taken down by any loss. Losses that are not above 0, and of
    a party with itself, are left out. O(m log m).
    """
    keep = np.isfinite(loss) & (loss > 0) & (debtor != creditor)
    parties = len(equity)
    keys, pair = np.unique(debtor[keep].astype(np.int64) * parties + creditor[keep], return_inverse=True)
    known = np.where(np.isnan(equity), np.inf, equity)
    to = (keys % max(1, parties)).astype(np.int32)
    summed: F64 = np.zeros(len(keys))
    np.add.at(summed, pair, loss[keep])
    return LossNetwork(
        LossArrays(
            start=starts(np.bincount(keys // max(1, parties), minlength=parties)),
            creditor=to,
            part=np.minimum(np.nan_to_num(part_of(equity[to], summed), posinf=1.0), 1.0),
            loss=np.minimum(summed, known[to]),
            equity=known,
        ),
        equity,
    )
