// Delete these ties for good: rows of a load that nobody saw.
// params: ids LIST<STRING>
// yields: count INTEGER, one row
MATCH ()-[row]->() WHERE elementId(row) IN $ids
DELETE row
RETURN count(*) AS count
