// Return a page of holdings as the loads `loads` leave them, ascending by key, in the columns of the schema.
// params: after STRING, loads LIST<INTEGER>, page INTEGER
// yields: rows LIST<LIST<ANY>>, one row
MATCH (record:Record)-[tie:HAS]->(identifier:Identifier)
USING INDEX tie:HAS(key)
WHERE tie.key > $after AND tie.load IN $loads
  AND (tie.closed_by IS NULL OR NOT tie.closed_by IN $loads)
WITH record, tie, identifier ORDER BY tie.key LIMIT $page
RETURN collect([
  tie.key, record.key, identifier.kind, identifier.value, tie.since, tie.until, tie.failed,
  tie.reported_by, tie.file, tie.sheet, tie.line
]) AS rows
