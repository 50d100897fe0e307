// Look at a page of events, ascending by key: the open version of each that no load in the making has touched,
// its hash, the node of the key, and the key up to which was looked, null at the end.
// params: after STRING, loose LIST<INTEGER>, page INTEGER
// yields: last STRING, keys LIST<STRING>, hashes LIST<ANY>, ids LIST<INTEGER>, nodes LIST<INTEGER>, one row
MATCH (node:Event)
USING INDEX SEEK node:Event(key)
WHERE node.key > $after
WITH node ORDER BY node.key LIMIT $page
CALL (node) {
  WITH node WHERE node.load IS NULL OR node.closed_by IS NOT NULL
  MATCH (later:EventVersion)-[:VERSION_OF]->(node)
  WHERE later.closed_by IS NULL
  RETURN head(collect(later)) AS later
}
WITH node, node.key AS key, coalesce(later, node) AS row
WITH node, key, row, row.closed_by IS NULL AND NOT row.load IN $loose AS stands
RETURN max(key) AS last, collect(CASE WHEN stands THEN key END) AS keys,
  collect(CASE WHEN stands THEN row.h END) AS hashes, collect(CASE WHEN stands THEN id(row) END) AS ids,
  collect(CASE WHEN stands THEN id(node) END) AS nodes
