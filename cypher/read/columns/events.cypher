// Look at a page of events and return them as the loads `loads` leave them, ascending by key, in the columns
// of the schema; `last` is the key up to which was looked, null at the end.
// params: after STRING, loads LIST<INTEGER>, page INTEGER
// yields: last STRING, rows LIST<LIST<ANY>>, one row
MATCH (node:Event)
USING INDEX node:Event(key)
WHERE node.key > $after
WITH node ORDER BY node.key LIMIT $page
WITH collect(node) AS page
CALL (page) {
  UNWIND page AS node
  CALL (node) {
    WITH node WHERE node.load IN $loads AND (node.closed_by IS NULL OR NOT node.closed_by IN $loads)
    RETURN node AS row
    UNION ALL
    WITH node WHERE node.load IS NULL OR node.closed_by IS NOT NULL
    MATCH (row:EventVersion)-[:VERSION_OF]->(node)
    WHERE row.load IN $loads AND (row.closed_by IS NULL OR NOT row.closed_by IN $loads)
    RETURN row
  }
  RETURN collect([
    row.key, row.kind, row.severity, toString(row.at), row.text, row.contract, row.reported_by, row.file,
    row.sheet, row.line
  ]) AS rows
}
RETURN page[-1].key AS last, rows
