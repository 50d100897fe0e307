// Return the columns of these parties as of a version.
// params: ids LIST<STRING>, version INTEGER
// yields: key STRING, kind STRING, name STRING, rated BOOLEAN, other_names LIST<STRING>, roles LIST<STRING>, fields STRING
UNWIND $ids AS wanted
MATCH (party:Party {id: wanted})
USING INDEX SEEK party:Party(id)
CALL (party) {
  RETURN party AS row
  UNION ALL
  WITH party WHERE party.version IS NULL OR party.closed IS NOT NULL
  MATCH (row:PartyVersion)-[:VERSION_OF]->(party)
  RETURN row
}
WITH row
WHERE row.version <= $version AND (row.closed IS NULL OR row.closed > $version)
RETURN row.id AS key, row.kind AS kind, row.name AS name, row.rated AS rated,
  row.other_names AS other_names, row.roles AS roles, row.fields AS fields
