// Count the visible ties with an end of which no version is visible.
// params: loads LIST<INTEGER>
// yields: kind STRING, count INTEGER
MATCH (end:Record|Contract|Lawsuit|Tender|Event)
WHERE NOT coalesce(end.load IN $loads AND (end.closed_by IS NULL OR NOT end.closed_by IN $loads), false)
  AND NOT EXISTS {
    MATCH (version)-[:VERSION_OF]->(end)
    WHERE version.load IN $loads AND (version.closed_by IS NULL OR NOT version.closed_by IN $loads)
  }
MATCH (end)-[tie:SUPPLIES|PARTNERS_WITH|GUARANTEES|OWNS|OFFICER_OF|OWES|TRANSFERRED|SIGNED
  |PLAINTIFF_IN|DEFENDANT_IN|BID_IN|ABOUT|HAS]-()
WHERE tie.load IN $loads AND (tie.closed_by IS NULL OR NOT tie.closed_by IN $loads)
RETURN type(tie) AS kind, count(DISTINCT tie) AS count
ORDER BY kind
