// Give the first version of what these are versions of a node of its own.
// params: ids LIST<INTEGER>
// yields: count INTEGER, one row
MATCH (row)-[:VERSION_OF]->(node) WHERE id(row) IN $ids AND node.load IS NOT NULL
CREATE (first:$(labels(row)))-[:VERSION_OF]->(node)
SET first = properties(node)
REMOVE node.load, node.h, node.closed_by, node.seen
RETURN count(*) AS count
