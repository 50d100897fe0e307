// Delete these ties for good: rows of a load that nobody saw.
// params: ids LIST<INTEGER>
// yields: count INTEGER, one row
MATCH ()-[row]->() WHERE id(row) IN $ids
DELETE row
RETURN count(*) AS count
