// Return a run of holdings as the loads `loads` leave them, ascending by key: a list for each column of
// the schema. Where nothing is said stands false, among booleans an empty text.
// params: after STRING, upto STRING, loads LIST<INTEGER>
// yields: columns LIST<LIST<ANY>>, one row
MATCH (record:Record)-[row:HAS]->(identifier:Identifier)
USING INDEX SEEK row:HAS(key)
WHERE $after < row.key <= $upto AND row.load IN $loads
  AND (row.closed_by IS NULL OR NOT row.closed_by IN $loads)
WITH record, row, identifier ORDER BY row.key
WITH record.key AS record, identifier.kind AS kind, identifier.value AS value, properties(row) AS row
RETURN [
  collect(row.key), collect(record), collect(kind), collect(value),
  collect(coalesce(toString(row.since), false)), collect(coalesce(toString(row.until), false)),
  collect(coalesce(row.failed, false)), collect(coalesce(row.reported_by, false)),
  collect(coalesce(row.file, false)), collect(coalesce(row.sheet, false)),
  collect(coalesce(row.line, false))
] AS columns
