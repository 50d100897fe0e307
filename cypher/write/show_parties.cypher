// Copy the current version of parties to their nodes, for people; one that ceased to be loses its name.
// params: ids LIST<INTEGER>, version INTEGER
// yields: count INTEGER, one row
MATCH (party:Party) WHERE id(party) IN $ids AND party.version IS NULL
OPTIONAL MATCH (row:PartyVersion)-[:VERSION_OF]->(party)
WHERE row.version <= $version AND (row.closed IS NULL OR row.closed > $version)
SET party.name = row.name, party.kind = row.kind, party.rated = row.rated,
  party.other_names = row.other_names, party.roles = row.roles, party.fields = row.fields
FOREACH (_ IN CASE WHEN row.kind = 'company' THEN [1] ELSE [] END | SET party:Company)
FOREACH (_ IN CASE WHEN row.kind = 'person' THEN [1] ELSE [] END | SET party:Person)
FOREACH (_ IN CASE WHEN row.kind = 'company' THEN [] ELSE [1] END | REMOVE party:Company)
FOREACH (_ IN CASE WHEN row.kind = 'person' THEN [] ELSE [1] END | REMOVE party:Person)
RETURN count(*) AS count
