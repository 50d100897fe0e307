"""The plain tables that leave the product for other tools."""

from itertools import chain
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

from book.book import Book
from graph.arrays import F64, I32
from graph.values import RecordId, record_parts

if TYPE_CHECKING:
    import pandas as pd

Frame: TypeAlias = "pd.DataFrame"
_OF_RECORD = ["source", "table", "source_key"]


def assignments(book: Book) -> Frame:
    """Return which record is which party: source, table, source_key, party_id; mentions are left out.

    One row a record, ascending by record.
    """
    records = book.snapshot.records.select(["key", "mention", "party_index"]).to_pandas()
    rows = records[~records["mention"] & (records["party_index"] >= 0)]
    parts = [record_parts(RecordId(key)) for key in rows["key"]]
    frame = _frame(parts, columns=_OF_RECORD, dtype="object")
    ids = book.snapshot.parties["key"].to_numpy(zero_copy_only=False)
    frame["party_id"] = ids[rows["party_index"].to_numpy()]
    return frame


def scores(book: Book) -> Frame:
    """Return one row a party, ascending by id, unrated ones included.

    party_id, name, rated, standalone_pd, network_pd (both in [0, 1]), systemic_importance (ESRI in [0, 1],
    empty until it was computed), score in [0, 100], grade, confidence in [0, 1]; of our customers ead,
    expected_loss and limit (empty where nothing is known to set one by), major units of the book currency.
    """
    parties, customers = book.snapshot.parties, book.money.customers
    return _frame(
        {
            "party_id": parties["key"].to_pandas(),
            "name": parties["name"].to_pandas(),
            "rated": parties["rated"].to_pandas(),
            "standalone_pd": book.own.pd,
            "network_pd": book.contagion.pd,
            "systemic_importance": None if book.importance is None else book.importance.esri,
            "score": book.scores.value,
            "grade": [book.scores.grade_of(position) for position in range(len(book.snapshot))],
            "confidence": book.scores.confidence,
            "ead": _of_parties(book, customers.party, customers.ead),
            "expected_loss": _of_parties(book, customers.party, customers.loss),
            "limit": _of_parties(book, customers.party, customers.limit),
        }
    )


def importance(book: Book) -> Frame:
    """Return one row a party whose failure hurts anybody, most important first; computes what is missing.

    party_id, name, esri, esri_downstream, esri_upstream (shares of what is sold in the book), error (by how
    much esri may be off), money_lost by others (major units of the book currency).
    """
    found = book.compute_importance()
    parties = book.snapshot.parties.select(["key", "name"]).take(found.order)
    return _frame(
        {
            "party_id": parties["key"].to_pandas(),
            "name": parties["name"].to_pandas(),
            "esri": found.esri[found.order],
            "esri_downstream": found.downstream[found.order],
            "esri_upstream": found.upstream[found.order],
            "error": found.error[found.order],
            "money_lost": found.money[found.order],
        }
    )


def _of_parties(book: Book, party: I32, values: F64) -> F64:
    """Return the values at their parties, NaN elsewhere, (n,)."""
    found = np.full(len(book.snapshot), np.nan)
    found[party] = values
    return found


def rings(book: Book) -> Frame:
    """Return one row a member: rank (1: most probable), ring_id, typology, score in [0, 1], party_id."""
    rows = chain.from_iterable(
        ((rank, ring.id, str(ring.typology), ring.probability, member) for member in ring.members)
        for rank, ring in enumerate(book.rings.rings, 1)
    )
    return _frame(rows, columns=["rank", "ring_id", "typology", "score", "party_id"])


def _frame(data: Any, **how: Any) -> Frame:
    import pandas as pd  # here, as it takes longer than most commands that could write a table, and do not

    return pd.DataFrame(data, **how)
