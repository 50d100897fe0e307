// Delete these row versions for good, and what they were versions of where nothing is left of it.
// params: ids LIST<STRING>
// yields: count INTEGER, one row
MATCH (row)-[of:VERSION_OF]->(node) WHERE elementId(row) IN $ids
DELETE of, row
WITH DISTINCT node
CALL (node) {
  WITH node WHERE NOT EXISTS { (node)--() }
  DELETE node
}
RETURN count(*) AS count
