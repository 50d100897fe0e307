// Close the versions and the moves of these parties; they get new ones or cease to be.
// params: ids LIST<STRING>, version INTEGER
// yields: count INTEGER, parties LIST<INTEGER>, one row
UNWIND $ids AS wanted
MATCH (party:Party {id: wanted})
USING INDEX SEEK party:Party(id)
FOREACH (own IN CASE WHEN party.version IS NOT NULL AND party.closed IS NULL THEN [party] ELSE [] END |
  SET own.closed = $version)
WITH party
CALL (party) {
  MATCH (old:PartyVersion)-[:VERSION_OF]->(party)
  WHERE old.closed IS NULL
  SET old.closed = $version
}
CALL (party) {
  MATCH (party)-[move:MOVED_TO]->(:Party)
  WHERE move.closed IS NULL
  SET move.closed = $version
}
RETURN count(*) AS count, collect(id(party)) AS parties
