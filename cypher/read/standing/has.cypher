// Look at a page of HAS rows, ascending by key: which of them nothing closed and no load in the making has
// touched, their ids, and the key up to which was looked, null at the end.
// params: after STRING, loose LIST<INTEGER>, page INTEGER
// yields: last STRING, keys LIST<STRING>, hashes LIST<ANY>, ids LIST<INTEGER>, one row
MATCH ()-[row:HAS]->()
USING INDEX SEEK row:HAS(key)
WHERE row.key > $after
WITH row ORDER BY row.key LIMIT $page
WITH row, row.key AS key, row.h AS h, row.closed_by IS NULL AND NOT row.load IN $loose AS stands
RETURN max(key) AS last, collect(CASE WHEN stands THEN key END) AS keys,
  collect(CASE WHEN stands THEN h END) AS hashes, collect(CASE WHEN stands THEN id(row) END) AS ids
