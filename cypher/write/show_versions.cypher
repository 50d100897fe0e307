// Copy row versions to what they are versions of, for people.
// params: ids LIST<INTEGER>
// yields: count INTEGER, one row
MATCH (row)-[:VERSION_OF]->(node) WHERE id(row) IN $ids AND node.load IS NULL
SET node = row {.*, load: NULL, h: NULL, closed_by: NULL, seen: NULL}
RETURN count(*) AS count
