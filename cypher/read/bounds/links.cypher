// Return the key up to which a page of records reaches; null at the end.
// params: after STRING, page INTEGER
// yields: upto STRING, one row
MATCH (node:Record)
USING INDEX SEEK node:Record(key)
WHERE node.key > $after
WITH node.key AS key ORDER BY key LIMIT $page
RETURN max(key) AS upto
