"""What a supply carries: a lost input hurts the buyer, a lost sale the supplier."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from analytics.inputs import Inputs
from analytics.same_facts import supplies_that_count
from analytics.ties.balance import Balance, part_of
from analytics.ties.flows import Flow
from graph.arrays import F64, I32, I64, Mask, codes, sums_at
from graph.relationships import RelationshipKind
from graph.snapshot import Snapshot


def supplies(s: Snapshot, balance: Balance, inputs: Inputs) -> Sequence[Flow]:
    """Return supplier → buyer and buyer → supplier, one flow a way, of the supplies that count.

    Revenue and costs below what the ties sell or buy are taken to be that much: nobody loses more than all.
    """
    edges, c = s.relationships(RelationshipKind.SUPPLIES), inputs.calibration
    counts = supplies_that_count(s)
    supplier, buyer, row = edges.source[counts], edges.target[counts], edges.row[counts]
    amount, told, essential = (
        edges.values[name][counts] for name in ("amount", "substitutability", "essential")
    )
    amount = np.maximum(amount, 0.0)
    costs = np.maximum(balance.costs, sums_at(buyer, np.nan_to_num(amount), len(s)))
    revenue = np.maximum(balance.revenue, sums_at(supplier, np.nan_to_num(amount), len(s)))
    sector = _sector_share(s, supplier, buyer, amount)
    share = np.where(essential == 1, sector.share, part_of(costs[buyer], amount))
    replaced = np.clip(np.where(np.isnan(told), c.default_substitutability, told), 0.0, 1.0)
    lost = c.supplier_failure * np.minimum(share, 1.0) * (1.0 - replaced)
    measured = np.where(essential == 1, sector.known, balance.costs_known[buyer]) & ~np.isnan(told)
    sold = c.buyer_failure * np.minimum(part_of(revenue[supplier], amount), 1.0)
    return (
        Flow.of(supplier, buyer, lost, row, default=c.default_supply, measured=measured),
        Flow.of(buyer, supplier, sold, row, default=c.default_sale),
    )


class _SectorShare(NamedTuple):
    """Each supply's share in what its buyer buys of the same sector, NaN unknown; whether the sector is."""

    share: F64
    known: Mask


def _sector_share(s: Snapshot, supplier: I32, buyer: I32, amount: F64) -> _SectorShare:
    """Return the share of each supply by amounts (m,); a supplier alone in its sector has all of it.

    A supplier of unknown industry is taken to be a sector of its own.
    """
    industry, names = codes(s.parties["industry"])
    unknown = np.array([name is None for name in names] or [True])
    sector = industry[supplier].astype(np.int64)
    known = ~unknown[sector]
    sector = np.where(known, sector, len(names) + supplier.astype(np.int64))
    pair = buyer.astype(np.int64) * (len(names) + len(s) + 1) + sector
    _, group = np.unique(pair, return_inverse=True)
    if not len(group):
        return _SectorShare(amount, known)
    whole = sums_at(group, np.nan_to_num(amount), int(group.max()) + 1)[group]
    # Parts of a supplier who is alone and names no amounts are taken to be equal.
    equal = np.where(_alone(group, supplier), 1.0 / np.bincount(group)[group], np.nan)
    return _SectorShare(np.where(whole > 0, part_of(whole, amount), equal), known)


def _alone(group: I64, supplier: I32) -> Mask:
    """Return which edges are of a group that has one supplier."""
    least = np.full(int(group.max()) + 1, np.iinfo(np.int64).max)
    most = np.full(len(least), -1)
    np.minimum.at(least, group, supplier)
    np.maximum.at(most, group, supplier)
    return np.asarray((least == most)[group], np.bool_)
