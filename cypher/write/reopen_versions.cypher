// Open these row versions again.
// params: ids LIST<INTEGER>
// yields: count INTEGER, one row
MATCH (row) WHERE id(row) IN $ids
REMOVE row.closed_by
RETURN count(*) AS count
