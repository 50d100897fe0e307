// Delete what people see of these rows, whoever their ends resolved to.
// params: ids LIST<INTEGER>
// yields: count INTEGER, one row
MATCH (from)-[row]->(end) WHERE id(row) IN $ids
CALL (from) {
  WITH from WHERE NOT from:Record
  RETURN from AS start
  UNION
  MATCH (from)-[:RESOLVED_TO]->(start:Party)
  RETURN start
}
CALL (end) {
  WITH end WHERE NOT end:Record
  RETURN end AS goal
  UNION
  MATCH (end)-[:RESOLVED_TO]->(goal:Party)
  RETURN goal
}
MATCH (start)-[shown]->(goal)
WHERE shown.tie = row.key
WITH DISTINCT shown
DELETE shown
RETURN count(*) AS count
