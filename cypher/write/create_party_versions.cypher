// Add versions of parties that are in the store already.
// params: rows LIST<MAP{key STRING, kind STRING, name STRING, rated BOOLEAN, other_names LIST<STRING>, roles LIST<STRING>, fields STRING}>, version INTEGER
// yields: count INTEGER, one row
UNWIND $rows AS row
MATCH (party:Party {id: row.key})
USING INDEX SEEK party:Party(id)
CREATE (:PartyVersion {
  id: row.key, kind: row.kind, name: row.name, rated: row.rated, other_names: row.other_names,
  roles: row.roles, fields: row.fields, version: $version
})-[:VERSION_OF]->(party)
RETURN count(*) AS count
