// Add parties that are not in the store, each as its own first version.
// params: rows LIST<MAP{key STRING, kind STRING, name STRING, rated BOOLEAN, other_names LIST<STRING>, roles LIST<STRING>, fields STRING}>, version INTEGER
// yields: count INTEGER, one row
UNWIND $rows AS row
CREATE (party:Party {
  id: row.key, kind: row.kind, name: row.name, rated: row.rated, other_names: row.other_names,
  roles: row.roles, fields: row.fields, version: $version
})
FOREACH (_ IN CASE row.kind WHEN 'company' THEN [1] ELSE [] END | SET party:Company)
FOREACH (_ IN CASE row.kind WHEN 'person' THEN [1] ELSE [] END | SET party:Person)
RETURN count(*) AS count
