// Return every version of these records, with the id of the node itself; one without a version has no load. Only
// position and node where one is as `hashes` says, open, and no load in the making has touched it.
// params: keys LIST<STRING>, hashes LIST<ANY>, loose LIST<INTEGER>
// yields: equal LIST<LIST<INTEGER>>, rows LIST<LIST<ANY>>, one row
UNWIND range(0, size($keys) - 1) AS i
MATCH (node:Record {key: $keys[i]})
USING INDEX SEEK node:Record(key)
CALL (node) {
  RETURN node AS row
  UNION ALL
  WITH node WHERE node.load IS NULL OR node.closed_by IS NOT NULL
  MATCH (row:RecordVersion)-[:VERSION_OF]->(node)
  RETURN row
}
WITH i, node, row, coalesce(
  row.h = $hashes[i] AND row.closed_by IS NULL AND NOT row.load IN $loose, false
) AS same
RETURN collect(CASE WHEN same THEN [i, id(node)] END) AS equal, collect(CASE WHEN NOT same THEN
  [$keys[i], id(node), id(row), row.h, row.load, row.closed_by] END) AS rows
