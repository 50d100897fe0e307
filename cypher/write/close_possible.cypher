// Close these undecided pairs.
// params: ids LIST<STRING>, version INTEGER
// yields: count INTEGER, one row
MATCH ()-[pair:POSSIBLY_SAME_AS]->() WHERE elementId(pair) IN $ids
SET pair.closed = $version
RETURN count(*) AS count
