// Count the ties that each of these loads brought.
// params: loads LIST<INTEGER>
// yields: load INTEGER, count INTEGER
MATCH ()-[row:SUPPLIES|PARTNERS_WITH|GUARANTEES|OWNS|OFFICER_OF|OWES|TRANSFERRED|SIGNED
  |PLAINTIFF_IN|DEFENDANT_IN|BID_IN|ABOUT|HAS]->()
WHERE row.load IN $loads
RETURN row.load AS load, count(*) AS count
