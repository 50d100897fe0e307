// Return the successors, in their order, of those party ids that ceased to be as of a version.
// params: ids LIST<STRING>, version INTEGER
// yields: id STRING, successors LIST<STRING>
UNWIND $ids AS wanted
MATCH (party:Party {id: wanted})
USING INDEX SEEK party:Party(id)
CALL (party) {
  WITH party WHERE party.version <= $version
  RETURN party AS row
  UNION ALL
  MATCH (row:PartyVersion)-[:VERSION_OF]->(party)
  WHERE row.version <= $version
  RETURN row
}
WITH party, collect(row.closed IS NULL OR row.closed > $version) AS stand
WHERE NOT any(each IN stand WHERE each)
OPTIONAL MATCH (party)-[move:MOVED_TO]->(successor:Party)
WHERE move.version <= $version AND (move.closed IS NULL OR move.closed > $version)
WITH party, move, successor ORDER BY move.position
RETURN party.id AS id, collect(successor.id) AS successors
