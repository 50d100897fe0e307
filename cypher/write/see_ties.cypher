// Note that a load brought these ties again.
// params: ids LIST<STRING>, load INTEGER
// yields: count INTEGER, one row
MATCH ()-[row]->() WHERE elementId(row) IN $ids
SET row.seen = $load
RETURN count(*) AS count
