// Count the visible rows of the loaded tables that are ties.
// params: loads LIST<INTEGER>
// yields: kind STRING, count INTEGER
MATCH ()-[row:SUPPLIES|PARTNERS_WITH|GUARANTEES|OWNS|OFFICER_OF|OWES|TRANSFERRED|SIGNED
  |PLAINTIFF_IN|DEFENDANT_IN|BID_IN|ABOUT|HAS]->()
WHERE row.load IN $loads AND (row.closed_by IS NULL OR NOT row.closed_by IN $loads)
RETURN type(row) AS kind, count(*) AS count
