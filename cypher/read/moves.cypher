// Return the successors, in their order, of those party ids that ceased to be as of a version.
// params: ids LIST<STRING>, version INTEGER
// yields: id STRING, successors LIST<STRING>
UNWIND $ids AS wanted
MATCH (party:Party {id: wanted})
WHERE EXISTS {
  MATCH (former:PartyVersion)-[:VERSION_OF]->(party) WHERE former.version <= $version
} AND NOT EXISTS {
  MATCH (current:PartyVersion)-[:VERSION_OF]->(party)
  WHERE current.version <= $version AND (current.closed IS NULL OR current.closed > $version)
}
OPTIONAL MATCH (party)-[move:MOVED_TO]->(successor:Party)
WHERE move.version <= $version AND (move.closed IS NULL OR move.closed > $version)
WITH party, move, successor ORDER BY move.position
RETURN party.id AS id, collect(successor.id) AS successors
