// Draw these rows for people, between the parties that their records resolve to.
// params: ids LIST<INTEGER>, version INTEGER
// yields: count INTEGER, one row
MATCH (from)-[row]->(end) WHERE id(row) IN $ids
CALL (from) {
  WITH from WHERE NOT from:Record
  RETURN from AS start
  UNION ALL
  MATCH (from)-[link:RESOLVED_TO]->(start:Party)
  WHERE link.version <= $version AND (link.closed IS NULL OR link.closed > $version)
  RETURN start
}
CALL (end) {
  WITH end WHERE NOT end:Record
  RETURN end AS goal
  UNION ALL
  MATCH (end)-[link:RESOLVED_TO]->(goal:Party)
  WHERE link.version <= $version AND (link.closed IS NULL OR link.closed > $version)
  RETURN goal
}
WITH row, start, goal WHERE start <> goal
CREATE (start)-[shown:$(type(row))]->(goal)
SET shown = row {.*, tie: row.key, key: NULL, load: NULL, closed_by: NULL, seen: NULL, h: NULL}
RETURN count(*) AS count
