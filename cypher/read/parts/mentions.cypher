// Return the open mentions whose keys begin with these stems; rows of `others` do not count as closed.
// params: keys LIST<STRING>, others LIST<INTEGER>
// yields: rows LIST<LIST<ANY>>, one row
UNWIND $keys AS stem
MATCH (node:Record)
USING INDEX SEEK node:Record(key)
WHERE node.key STARTS WITH stem
CALL (node) {
  RETURN node AS row
  UNION ALL
  MATCH (row:RecordVersion)-[:VERSION_OF]->(node)
  RETURN row
}
WITH stem, row
WHERE row.mention AND row.load IS NOT NULL AND (row.closed_by IS NULL OR row.closed_by IN $others)
RETURN collect([id(row), row.key, row.load, stem, row.reported_by, row.file, row.sheet, row.line]) AS rows
