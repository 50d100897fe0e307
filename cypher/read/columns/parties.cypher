// Look at a page of parties and return them as of a version, ascending by key, in the columns of the schema;
// `last` is the key up to which was looked, null at the end.
// params: after STRING, version INTEGER, page INTEGER
// yields: last STRING, rows LIST<LIST<ANY>>, one row
MATCH (party:Party)
USING INDEX party:Party(id)
WHERE party.id > $after
WITH party ORDER BY party.id LIMIT $page
WITH collect(party) AS page
CALL (page) {
  UNWIND page AS party
  CALL (party) {
    WITH party WHERE party.version <= $version AND (party.closed IS NULL OR party.closed > $version)
    RETURN party AS row
    UNION ALL
    WITH party WHERE party.version IS NULL OR party.closed IS NOT NULL
    MATCH (row:PartyVersion)-[:VERSION_OF]->(party)
    WHERE row.version <= $version AND (row.closed IS NULL OR row.closed > $version)
    RETURN row
  }
  RETURN collect([
    row.id, row.kind, row.name, row.rated, row.other_names, row.roles, row.fields
  ]) AS rows
}
RETURN page[-1].id AS last, rows
