// Delete the outgoing ties that people see of these parties and events.
// params: ids LIST<STRING>
// yields: count INTEGER, one row
MATCH (start)-[shown:SUPPLIES|PARTNERS_WITH|GUARANTEES|OWNS|OFFICER_OF|OWES|TRANSFERRED|SIGNED
  |PLAINTIFF_IN|DEFENDANT_IN|BID_IN|ABOUT|HAS]->() WHERE elementId(start) IN $ids AND shown.tie IS NOT NULL
DELETE shown
RETURN count(*) AS count
