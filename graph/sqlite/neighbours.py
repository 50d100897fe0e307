"""Who is one step away from a party, over the ties between the records that resolve to it."""

from functools import partial

from graph.moves import followed
from graph.relationship_rows import relationship_of
from graph.relationships import PARTY_KINDS, RelationshipKind
from graph.row_cells import json_text
from graph.schema import Table
from graph.sqlite.cells import row_of
from graph.sqlite.database import View
from graph.sqlite.read import loads_at, parties
from graph.sqlite.statements import sql
from graph.store import Neighbour, Neighbours
from graph.values import PartyId

_NEIGHBOURS = """
    WITH
    own AS MATERIALIZED (SELECT record FROM links WHERE party = :party AND closed IS NULL),
    found AS (
      SELECT $t.rowid AS tie, $t.kind AS kind, $t.$key AS name, $t.target AS far
      FROM own CROSS JOIN $t ON $t.source = own.record
      WHERE $t.kind IN (SELECT value FROM json_each(:kinds)) AND $visible
      UNION ALL
      SELECT $t.rowid, $t.kind, $t.$key, $t.source
      FROM own CROSS JOIN $t ON $t.target = own.record
      WHERE $t.kind IN (SELECT value FROM json_each(:kinds)) AND $visible
    ),
    ranked AS (
      SELECT found.tie AS tie, links.party AS other,
        count(*) OVER (PARTITION BY found.kind) AS many,
        row_number() OVER (
          PARTITION BY found.kind ORDER BY coalesce(scores.score, -1.0) DESC, links.party, found.name
        ) AS place
      FROM found
        JOIN links ON links.record = found.far AND links.closed IS NULL
        LEFT JOIN scores ON scores.party = links.party
      WHERE links.party <> :party
    )
    SELECT ranked.place, ranked.many, ranked.other, $columns
    FROM ranked CROSS JOIN $t ON $t.rowid = ranked.tie
    WHERE ranked.place <= max(:most, 1) ORDER BY $t.kind, ranked.place"""


def neighbours(view: View, party: PartyId, kinds: frozenset[RelationshipKind], *, limit: int) -> Neighbours:
    """Return the ties of a party to others; `PartyNotFound` when nobody has its id."""
    named = {
        "party": followed(party, partial(parties, view.connection)),
        "kinds": json_text(sorted(kinds & PARTY_KINDS)),
        "loads": loads_at(view.connection, view.version),
        "most": limit,
    }
    counts: dict[RelationshipKind, int] = {}
    ties: list[Neighbour] = []
    for place, many, other, *values in view.connection.execute(sql(_NEIGHBOURS, Table.RELATIONSHIPS), named):
        tie = relationship_of(row_of(Table.RELATIONSHIPS, values))
        counts[tie.kind] = many
        if place <= limit:
            ties.append(Neighbour(PartyId(other), tie))
    return Neighbours(tuple(ties), counts)
