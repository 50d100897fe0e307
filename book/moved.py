"""Where party ids of the past lead: a merged party's id to the party that its founding record is in now."""

from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from graph.arrays import place_of
from graph.snapshot import Snapshot
from graph.values import PartyId, RecordId, mint_party_id


def moved_ids(snapshot: Snapshot) -> pa.Table:
    """Return id, position: the id that each record would found, where that is no party's id now.

    An id is minted from its founding record, so whoever merged two parties left a record behind
    that says which one the other became. Ascending by id; about 2 s a million records.
    """
    records = snapshot.records
    linked = np.flatnonzero(np.asarray(records["party_index"]) >= 0)
    keys: Any = records["key"].take(linked)
    position: Any = records["party_index"].take(linked).combine_chunks()
    ids = pa.array([mint_party_id(RecordId(key)) for key in keys.to_pylist()], pa.string())
    table = pa.table({"id": ids, "position": position})
    known = pc.is_in(ids, value_set=snapshot.parties["key"].combine_chunks())
    return table.filter(pc.invert(known)).sort_by("id").combine_chunks()


def moved_to(moved: pa.Table, party: PartyId) -> int | None:
    """Return the position that a former id leads to, None for an id that never was; O(log n)."""
    found = place_of(moved["id"], party)
    return None if found is None else int(np.asarray(moved["position"])[found])
