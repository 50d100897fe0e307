// Return the parties and events whose outgoing ties changed: a row came or went, or a link at either end.
// params: shown INTEGER, fresh LIST<INTEGER>
// yields: id STRING
CALL () {
  MATCH (start)-[tie:SUPPLIES|PARTNERS_WITH|GUARANTEES|OWNS|OFFICER_OF|OWES|TRANSFERRED|SIGNED
  |PLAINTIFF_IN|DEFENDANT_IN|BID_IN|ABOUT|HAS]->()
  WHERE tie.load IN $fresh OR tie.closed_by IN $fresh
  RETURN DISTINCT start
  UNION
  MATCH (record:Record)-[link:RESOLVED_TO]->(:Party)
  WHERE link.version > $shown OR link.closed > $shown
  MATCH (start)-[:SUPPLIES|PARTNERS_WITH|GUARANTEES|OWNS|OFFICER_OF|OWES|TRANSFERRED|ABOUT]->(record)
  RETURN DISTINCT start
  UNION
  MATCH (start:Record)-[link:RESOLVED_TO]->(:Party)
  WHERE link.version > $shown OR link.closed > $shown
  RETURN DISTINCT start
}
OPTIONAL MATCH (start)-[:RESOLVED_TO]->(party:Party)
WITH coalesce(party, start) AS start
WHERE start:Party OR start:Event
RETURN DISTINCT elementId(start) AS id
