// Give the first version of these parties, where it is closed, a node of its own.
// params: ids LIST<INTEGER>
// yields: count INTEGER, one row
MATCH (party:Party) WHERE id(party) IN $ids AND party.closed IS NOT NULL
CREATE (first:PartyVersion)-[:VERSION_OF]->(party)
SET first = party {.id, .kind, .name, .rated, .other_names, .roles, .fields, .version, .closed}
REMOVE party.version, party.closed
RETURN count(*) AS count
