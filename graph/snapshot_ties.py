"""Where ties end and which of them count."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import numpy as np
import pyarrow as pa

from graph.arrays import I32, equals, positions_in
from graph.edges import EdgeTable, Ends, edge_table, select
from graph.relationships import ENDS, NodeKind, RelationshipKind
from graph.schema import Table

FACTS = {
    NodeKind.CONTRACT: Table.CONTRACTS,
    NodeKind.LAWSUIT: Table.LAWSUITS,
    NodeKind.TENDER: Table.TENDERS,
    NodeKind.EVENT: Table.EVENTS,
}
"""The table in which a fact at the end of a tie stands."""


def with_ends(
    ties: pa.Table, party_of_record: tuple[Any, I32], facts: Mapping[Table, pa.Table]
) -> tuple[pa.Table, Ends]:
    """Add where each tie ends; in the table only positions of parties, in `Ends` rows of facts too."""
    found: list[I32] = []
    for end, name in enumerate(("source", "target")):
        index = _party_positions(ties[name], party_of_record)
        ties = ties.append_column(f"{name}_index", pa.array(index))
        index = index.copy()
        for kind, ends in ENDS.items():
            if ends[end] is not NodeKind.RECORD:
                rows = np.flatnonzero(equals(ties["kind"], kind.value))
                keys = facts[FACTS[ends[end]]]["key"]
                index[rows] = positions_in(ties[name].take(rows), keys)
        found.append(index)
    return ties, Ends(*found)


def _party_positions(ends: Any, party_of_record: tuple[Any, I32]) -> I32:
    keys, party = party_of_record
    record = positions_in(ends, keys)
    return np.where(record >= 0, party[record], -1).astype(np.int32) if len(party) else record


def edges_that_count(
    ties: pa.Table, ends: Ends, day: date
) -> tuple[dict[RelationshipKind, EdgeTable], list[str]]:
    """Return the edges of every kind, and sentences about the ties that were left out."""
    chosen = {kind: select(kind, ties, ends, day) for kind in RelationshipKind}
    loops = {kind.value: each.loops for kind, each in chosen.items() if each.loops}
    dangling = {kind.value: each.dangling for kind, each in chosen.items() if each.dangling}
    edges = {kind: edge_table(kind, ties, ends, each.rows) for kind, each in chosen.items()}
    return edges, [
        f"Ties of a party with itself, left out: {counted(loops)}" if loops else "",
        f"Ties with an end that belongs to no party, left out: {counted(dangling)}" if dangling else "",
    ]


def counted(counts: Mapping[str, int]) -> str:
    """Return names with their counts, as a list in a sentence."""
    return ", ".join(f"{name} {count}" for name, count in sorted(counts.items()))
