// Return a page of holdings as the loads `loads` leave them, ascending by key, in the columns of the schema;
// `last` is the key up to which was looked, null at the end.
// params: after STRING, loads LIST<INTEGER>, page INTEGER
// yields: last STRING, rows LIST<LIST<ANY>>, one row
MATCH (record:Record)-[row:HAS]->(identifier:Identifier)
USING INDEX row:HAS(key)
WHERE row.key > $after AND row.load IN $loads
  AND (row.closed_by IS NULL OR NOT row.closed_by IN $loads)
WITH record, row, identifier ORDER BY row.key LIMIT $page
RETURN max(row.key) AS last, collect([
    row.key, record.key, identifier.kind, identifier.value, toString(row.since), toString(row.until),
    row.failed, row.reported_by, row.file, row.sheet, row.line
]) AS rows
