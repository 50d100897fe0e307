// Close these ties by a load.
// params: ids LIST<STRING>, load INTEGER
// yields: count INTEGER, one row
MATCH ()-[row]->() WHERE elementId(row) IN $ids
SET row.closed_by = $load
RETURN count(*) AS count
