// Open these row versions again.
// params: ids LIST<STRING>
// yields: count INTEGER, one row
MATCH (row) WHERE elementId(row) IN $ids
REMOVE row.closed_by
RETURN count(*) AS count
