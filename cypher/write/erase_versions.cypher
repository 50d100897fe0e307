// Take row versions back that nobody saw. One with a node of its own goes; of a record or fact that is its
// own first version the node stays, and has no load.
// params: ids LIST<INTEGER>
// yields: count INTEGER, one row
MATCH (row) WHERE id(row) IN $ids
CALL (row) {
  WITH row WHERE (row)-[:VERSION_OF]->()
  DETACH DELETE row
  RETURN count(*) AS gone
}
FOREACH (kept IN CASE gone WHEN 0 THEN [row] ELSE [] END |
  REMOVE kept.load, kept.h, kept.closed_by, kept.seen)
RETURN count(*) AS count
