// Note that a load brought these ties again.
// params: ids LIST<INTEGER>, load INTEGER
// yields: count INTEGER, one row
MATCH ()-[row]->() WHERE id(row) IN $ids
SET row.seen = $load
RETURN count(*) AS count
