"""Facts that two sources tell: which of them counts, so that nothing is counted twice.

Ties between parties were chosen once already when the snapshot was made (`graph.edges.select`: same
kind, ends and subject). What that rule cannot see is decided here:

    contracts   one number, one seller, one buyer, two sources: the row that says most counts
    lawsuits    one court, one case number, two sources: the row that names most parties, then says most
    supplies    a source that tells the whole beside one that tells the products: the products count

Rows that say equally much: the source whose name sorts first.
"""

import unicodedata
from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from graph.arrays import Mask, codes
from graph.relationships import RelationshipKind
from graph.schema import Table
from graph.snapshot import Snapshot

_SIDES = ("seller", "buyer")
_OF_CONTRACT = ("amount", "credit_limit", "delivered_share", "prepaid_share", "signed", "status", "clauses")
_OF_LAWSUIT = ("claim", "status", "outcome", "filed")


def contracts_that_count(s: Snapshot) -> Mask:
    """Return which contracts count, (c,); those without a seller or buyer always do."""
    edges = s.relationships(RelationshipKind.SIGNED)
    roles = s.ties["subject"].take(edges.row).to_pylist()
    sides: dict[int, set[tuple[str, int]]] = {}
    for party, contract, role in zip(edges.source.tolist(), edges.target.tolist(), roles, strict=True):
        if (role or "").lower() in _SIDES:
            sides.setdefault(contract, set()).add(((role or "").lower(), party))
    rows = s.facts(Table.CONTRACTS).select(["number", "reported_by", *_OF_CONTRACT]).to_pylist()
    keys = [
        (number, frozenset(sides[place])) if (number := _plain(row["number"])) and place in sides else None
        for place, row in enumerate(rows)
    ]
    return _once(keys, rows, _OF_CONTRACT)


def lawsuits_that_count(s: Snapshot) -> Mask:
    """Return which lawsuits count, (l,)."""
    columns = ["court", "case_number", "reported_by", *_OF_LAWSUIT]
    rows = s.facts(Table.LAWSUITS).select(columns).to_pylist()
    keys = [
        (_plain(row["court"]), number) if (number := _plain(row["case_number"])) else None for row in rows
    ]
    parties = [
        np.bincount(s.relationships(kind).target, minlength=len(rows))
        for kind in (RelationshipKind.DEFENDANT_IN, RelationshipKind.PLAINTIFF_IN)
    ]
    return _once(keys, rows, _OF_LAWSUIT, parties=sum(parties, np.zeros(len(rows), np.int64)).tolist())


def supplies_that_count(s: Snapshot) -> Mask:
    """Return which edges of SUPPLIES count, (m,): none without a product where another source names some."""
    edges = s.relationships(RelationshipKind.SUPPLIES)
    part = s.ties.select(["reported_by", "subject"]).take(edges.row)
    source, names = codes(part["reported_by"])
    if len(names) < 2:
        return np.ones(len(edges), np.bool_)
    whole = np.asarray(part["subject"].is_null(), np.bool_)
    pair = edges.source.astype(np.int64) * max(1, len(s)) + edges.target
    told = pair * len(names) + source
    # A pair's whole is told once more if some other source names its products.
    naming = np.unique(told[~whole])
    others = np.searchsorted(naming // len(names), pair, "right") - np.searchsorted(
        naming // len(names), pair, "left"
    )
    return ~(whole & (others - np.isin(told, naming) > 0))


def _once(
    keys: Sequence[Hashable | None],
    rows: Sequence[Mapping[str, Any]],
    told: Iterable[str],
    *,
    parties: Sequence[int] | None = None,
) -> Mask:
    """Return which rows are the best of their key; rows without a key, and more of one source, all are.

    The best names most parties (where they are counted), then most of the columns `told`.
    """
    names = tuple(told)
    best: dict[Hashable, int] = {}
    keep = np.ones(len(rows), np.bool_)

    def rank(place: int) -> tuple[int, int, str]:
        row, named = rows[place], parties[place] if parties else 0
        return -named, -sum(row[name] is not None for name in names), row["reported_by"]

    for place, key in enumerate(keys):
        if key is None:
            continue
        former = best.setdefault(key, place)
        if rows[former]["reported_by"] != rows[place]["reported_by"]:
            worse = max(former, place, key=rank)
            keep[worse] = False
            best[key] = former + place - worse
    return keep


def _plain(text: str | None) -> str:
    """Return a number as it would be typed in one way: no spaces, one width, one case."""
    return "".join(unicodedata.normalize("NFKC", text or "").casefold().split())
