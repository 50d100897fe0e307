"""Ways of distress of one kind, before they are joined into one `Transmission`."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from analytics.measures import RATE_CAP, Basis, Transmission
from graph.arrays import F64, I32, I64, U8, Mask


@dataclass(frozen=True, eq=False, slots=True)
class Flow:
    """Distress of `source` reaches `target` at `rate` in [0, .999] over the tie in row `key`; all (m,)."""

    source: I32
    target: I32
    rate: F64
    key: I64
    basis: U8

    @classmethod
    def of(
        cls,
        source: I32,
        target: I32,
        rate: F64,
        key: I64,
        *,
        default: float | F64,
        measured: bool | Mask = True,
    ) -> "Flow":
        """Return the flow with `default` where the rate is NaN; there, or if not `measured`, by default.

        A rate above the cap, infinite ones too, stops there; one below zero is none.
        """
        unknown = np.isnan(rate)
        kept = np.clip(np.where(unknown, default, rate), 0.0, RATE_CAP)
        basis = np.where(unknown | ~np.asarray(measured), Basis.DEFAULT, Basis.MEASURED)
        return cls(source, target, kept, key.astype(np.int64), basis.astype(np.uint8))

    def where(self, keep: Mask) -> "Flow":
        """Return the part of the flow where `keep` (m,) holds."""
        return Flow(self.source[keep], self.target[keep], self.rate[keep], self.key[keep], self.basis[keep])

    def without(self, parties: Mask) -> "Flow":
        """Return the flow without what begins or ends at any of these parties (n,)."""
        return self.where(~(parties[self.source] | parties[self.target]))


def joined(flows: Sequence[Flow]) -> Transmission:
    """Return the flows one after the other, without rates of 0 and loops, each knowing its way back."""
    source, target, rate, key, basis = (
        np.concatenate([getattr(flow, name) for flow in flows])
        for name in ("source", "target", "rate", "key", "basis")
    )
    keep = (rate > 0) & (source != target)
    source, target, key = source[keep], target[keep], key[keep]
    return Transmission(
        source=source.astype(np.int32),
        target=target.astype(np.int32),
        rate=rate[keep],
        reverse=_reverse(source, target, key),
        key=key.astype(np.int32),
        basis=basis[keep].astype(np.uint8),
    )


def _reverse(source: I32, target: I32, key: I64) -> I32:
    """Return the position of the same tie's other way, -1 where there is none; the first if several."""
    if not len(key):
        return np.empty(0, np.int32)
    size = int(max(source.max(), target.max())) + 1
    there = source.astype(np.int64) * size + target
    back = target.astype(np.int64) * size + source
    _, pair = np.unique(np.concatenate([there, back]), return_inverse=True)
    there, back = (part * (int(key.max()) + 1) + key for part in np.split(pair.astype(np.int64), 2))
    order = np.argsort(there, kind="stable")
    found = np.minimum(np.searchsorted(there[order], back), len(order) - 1)
    return np.where(there[order][found] == back, order[found], -1).astype(np.int32)
