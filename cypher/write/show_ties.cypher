// Draw the outgoing ties of these parties and events from the rows and links that stand at a version.
// params: ids LIST<STRING>, loads LIST<INTEGER>, version INTEGER
// yields: count INTEGER, one row
MATCH (start) WHERE elementId(start) IN $ids
CALL (start) {
  WITH start WHERE start:Event
  RETURN start AS from
  UNION
  MATCH (from:Record)-[own:RESOLVED_TO]->(start)
  WHERE own.version <= $version AND (own.closed IS NULL OR own.closed > $version)
  RETURN from
}
MATCH (from)-[tie:SUPPLIES|PARTNERS_WITH|GUARANTEES|OWNS|OFFICER_OF|OWES|TRANSFERRED|SIGNED
  |PLAINTIFF_IN|DEFENDANT_IN|BID_IN|ABOUT|HAS]->(end)
WHERE tie.load IN $loads AND (tie.closed_by IS NULL OR NOT tie.closed_by IN $loads)
CALL (end) {
  WITH end WHERE NOT end:Record
  RETURN end AS goal
  UNION
  MATCH (end)-[link:RESOLVED_TO]->(goal:Party)
  WHERE link.version <= $version AND (link.closed IS NULL OR link.closed > $version)
  RETURN goal
}
CREATE (start)-[shown:$(type(tie))]->(goal)
SET shown = tie {.*, tie: tie.key, key: NULL, load: NULL, closed_by: NULL, seen: NULL, h: NULL}
RETURN count(*) AS count
