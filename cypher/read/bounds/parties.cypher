// Return the key up to which a page of parties reaches; null at the end.
// params: after STRING, page INTEGER
// yields: upto STRING, one row
MATCH (node:Party)
USING INDEX SEEK node:Party(id)
WHERE node.id > $after
WITH node.id AS key ORDER BY key LIMIT $page
RETURN max(key) AS upto
