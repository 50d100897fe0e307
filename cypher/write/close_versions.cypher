// Close these row versions by a load.
// params: ids LIST<INTEGER>, load INTEGER
// yields: count INTEGER, one row
MATCH (row) WHERE id(row) IN $ids
SET row.closed_by = $load
RETURN count(*) AS count
