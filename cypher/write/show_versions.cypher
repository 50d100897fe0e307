// Copy row versions to what they are versions of, for people; the JSON of a record stays where it is.
// params: ids LIST<STRING>
// yields: count INTEGER, one row
MATCH (row)-[:VERSION_OF]->(node) WHERE elementId(row) IN $ids
SET node += row {.*, fields: NULL, load: NULL, closed_by: NULL, seen: NULL, h: NULL}
RETURN count(*) AS count
