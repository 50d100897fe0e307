"""Who shares rare identifiers: the links that rings are made of, hubs and whitelisted ones left out."""

from dataclasses import dataclass

import numpy as np

from analytics.inputs import RingInputs
from graph.arrays import F64, I32, I64, Mask, codes, starts
from graph.model import IdentifierKind
from graph.snapshot import Snapshot

_SEED = 7


@dataclass(frozen=True, eq=False, slots=True)
class Links:
    """Shared identifiers (l,), rows of `Snapshot.identifiers`, ascending, and who holds them.

    holder (h,): positions; those of link i are `holder[start[i]:start[i + 1]]`, ascending. weight (l,):
    w_kind / (holders - 1), what one shared identifier means for each two holders. bundle (l,):
    links with the same holders have the same number. chief (l,): the one of each bundle that counts.
    """

    identifier: I64
    start: I64
    holder: I32
    weight: F64
    bundle: I64
    chief: Mask

    def holders(self, link: int) -> I32:
        return self.holder[self.start[link] : self.start[link + 1]]


def links(s: Snapshot, inputs: RingInputs) -> Links:
    """Return identifiers held by two parties or more and by no more than their kind's cap. O(h log h)."""
    kinds, names = codes(s.identifiers["kind"])
    weights = np.array([inputs.weights.get(_kind(name), 0.0) for name in names] or [0.0])
    caps = np.array([inputs.caps.get(_kind(name), 2) for name in names] or [0])
    held = np.bincount(s.holdings.identifier, minlength=len(kinds))
    use = (held >= 2) & (held <= caps[kinds]) & (weights[kinds] > 0) & ~_whitelisted(s, inputs)
    identifier = np.flatnonzero(use)
    number = np.full(len(kinds), -1, np.int64)
    number[identifier] = np.arange(len(identifier))
    mine = np.flatnonzero(number[s.holdings.identifier] >= 0)
    order = mine[np.lexsort((s.holdings.party[mine], number[s.holdings.identifier[mine]]))]
    start = starts(held[identifier])
    weight = weights[kinds[identifier]] / np.maximum(1, held[identifier] - 1)
    holder = s.holdings.party[order]
    bundle = _bundles(start, holder, parties=len(s))
    return Links(identifier, start, holder, weight, bundle, _chiefs(bundle, weight))


def _whitelisted(s: Snapshot, inputs: RingInputs) -> Mask:
    listed = np.zeros(s.identifiers.num_rows, np.bool_)
    if inputs.whitelist:
        pairs = zip(s.identifiers["kind"].to_pylist(), s.identifiers["value"].to_pylist(), strict=True)
        listed[:] = [f"{kind}:{value}" in inputs.whitelist for kind, value in pairs]
    return listed


def _bundles(start: I64, holder: I32, *, parties: int) -> I64:
    """Return a number for each link, equal where the sets of holders are: an agent's address and phone are
    one piece of evidence. Sets are told apart by sums of seeded 64-bit marks."""
    marks = np.random.default_rng(_SEED).integers(0, 2**63, parties, dtype=np.uint64)
    sums = np.zeros(len(start) - 1, np.uint64)
    np.add.at(sums, np.repeat(np.arange(len(start) - 1), np.diff(start)), marks[holder])
    return np.unique(sums, return_inverse=True)[1].astype(np.int64)


def _chiefs(bundle: I64, weight: F64) -> Mask:
    """Return the heaviest link of each bundle, the first of equals."""
    order = np.lexsort((np.arange(len(bundle)), -weight, bundle))
    first = np.r_[True, np.diff(bundle[order]) != 0] if len(order) else np.empty(0, np.bool_)
    chief = np.zeros(len(bundle), np.bool_)
    chief[order[first]] = True
    return chief


def _kind(name: str | None) -> IdentifierKind:
    return IdentifierKind(str(name))
