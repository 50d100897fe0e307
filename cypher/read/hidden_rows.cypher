// Return the rows that people saw and that the loads `fresh` closed.
// params: fresh LIST<INTEGER>
// yields: ids LIST<INTEGER>, one row
MATCH ()-[row:SUPPLIES|PARTNERS_WITH|GUARANTEES|OWNS|OFFICER_OF|OWES|TRANSFERRED|SIGNED
  |PLAINTIFF_IN|DEFENDANT_IN|BID_IN|ABOUT|HAS]->()
WHERE row.closed_by IN $fresh AND NOT row.load IN $fresh
RETURN collect(id(row)) AS ids
