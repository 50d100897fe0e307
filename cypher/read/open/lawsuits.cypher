// Return every version of these lawsuits, with the id of the node itself; one without a version has no load.
// params: keys LIST<STRING>
// yields: rows LIST<LIST<ANY>>, one row
UNWIND $keys AS wanted
MATCH (node:Lawsuit {key: wanted})
USING INDEX node:Lawsuit(key)
CALL (node) {
  RETURN node AS row
  UNION ALL
  WITH node WHERE node.load IS NULL OR node.closed_by IS NOT NULL
  MATCH (row:LawsuitVersion)-[:VERSION_OF]->(node)
  RETURN row
}
RETURN collect([wanted, id(node), id(row), row.h, row.load, row.closed_by]) AS rows
