// Look at a page of contracts, ascending by key: which of them stand as their own node says, untouched by loads in
// the making, the ids of those nodes, and the key up to which was looked, null at the end.
// params: after STRING, loose LIST<INTEGER>, page INTEGER
// yields: last STRING, keys LIST<STRING>, hashes LIST<ANY>, ids LIST<INTEGER>, one row
MATCH (node:Contract)
USING INDEX SEEK node:Contract(key)
WHERE node.key > $after
WITH node ORDER BY node.key LIMIT $page
WITH node, node.key AS key, node.h AS h, node.closed_by IS NULL AND NOT node.load IN $loose AS stands
RETURN max(key) AS last, collect(CASE WHEN stands THEN key END) AS keys,
  collect(CASE WHEN stands THEN h END) AS hashes, collect(CASE WHEN stands THEN id(node) END) AS ids
