// Return every version of these records, with the id of the node itself; one without a version has no load.
// params: keys LIST<STRING>
// yields: rows LIST<LIST<ANY>>, one row
UNWIND $keys AS wanted
MATCH (node:Record {key: wanted})
USING INDEX node:Record(key)
CALL (node) {
  RETURN node AS row
  UNION ALL
  WITH node WHERE node.load IS NULL OR node.closed_by IS NOT NULL
  MATCH (row:RecordVersion)-[:VERSION_OF]->(node)
  RETURN row
}
RETURN collect([wanted, id(node), id(row), row.h, row.load, row.closed_by]) AS rows
