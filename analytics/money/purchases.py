"""What we, the `house` parties, buy of whom, and what would be missing without each of them."""

from typing import NamedTuple

import numpy as np

from analytics.inputs import Inputs
from analytics.parties import with_role
from analytics.same_facts import supplies_that_count
from analytics.ties.balance import Balance
from graph.arrays import F64, I32, I64, Mask, codes
from graph.model import Role
from graph.relationships import RelationshipKind
from graph.snapshot import Snapshot


class Purchases(NamedTuple):
    """One row for each supply to us, all (k,).

    amount: a year, major units of the book currency, NaN unknown. share: of the costs of who of us buys,
    NaN unknown. sole: nobody else sells us the same product or, where no product is named, is of the same
    industry; False where neither is known. key: row of `Snapshot.ties`.
    """

    supplier: I32
    buyer: I32
    amount: F64
    share: F64
    sole: Mask
    key: I32


def purchases(s: Snapshot, inputs: Inputs) -> Purchases:
    """Return what the house buys of others; empty without a `house` party. O(supplies)."""
    ours, edges = with_role(s, Role.HOUSE), s.relationships(RelationshipKind.SUPPLIES)
    mine = supplies_that_count(s) & ours[edges.target] & ~ours[edges.source]
    supplier, buyer, row = edges.source[mine], edges.target[mine], edges.row[mine]
    amount = np.asarray(edges.values["amount"][mine], np.float64)
    costs = Balance.of(s, inputs.calibration).costs[buyer]
    return Purchases(
        supplier=supplier,
        buyer=buyer,
        amount=amount,
        share=np.maximum(amount, 0.0) / costs,
        sole=_sole(s, supplier, row),
        key=row.astype(np.int32),
    )


def _sole(s: Snapshot, supplier: I32, row: I64) -> Mask:
    """Return whether each supply is the only one of its product, else of its industry."""
    product, products = codes(s.ties["subject"].take(row))
    industry, industries = codes(s.parties["industry"].take(supplier.astype(np.int64)))
    named, placed = _named(products)[product], _named(industries)[industry]
    good = np.where(named, product, len(products) + industry).astype(np.int64)
    pairs = np.unique(good * max(1, len(s)) + supplier)
    sellers = np.bincount(pairs // max(1, len(s)), minlength=len(products) + len(industries) + 1)
    sole: Mask = (named | placed) & (sellers[good] == 1)
    return sole


def _named(texts: list[str | None]) -> Mask:
    return np.array([bool(text) for text in texts] or [False], np.bool_)
