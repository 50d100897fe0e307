// Return every version of a party as people saw it.
// params: party STRING
// yields: row MAP, opened INTEGER, closed INTEGER
MATCH (party:Party {id: $party})
CALL (party) {
  WITH party WHERE party.version IS NOT NULL
  RETURN party AS version
  UNION ALL
  MATCH (version:PartyVersion)-[:VERSION_OF]->(party)
  RETURN version
}
RETURN version {.*, key: $party} AS row, version.version AS opened, version.closed AS closed
