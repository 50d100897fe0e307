// Return the key up to which a page of holdings reaches; null at the end.
// params: after STRING, page INTEGER
// yields: upto STRING, one row
MATCH ()-[row:HAS]->()
USING INDEX SEEK row:HAS(key)
WHERE row.key > $after
WITH row.key AS key ORDER BY key LIMIT $page
RETURN max(key) AS upto
