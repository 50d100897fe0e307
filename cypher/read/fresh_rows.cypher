// Return the rows of the loads `fresh` that stand.
// params: loads LIST<INTEGER>, fresh LIST<INTEGER>
// yields: ids LIST<INTEGER>, one row
MATCH ()-[row:SUPPLIES|PARTNERS_WITH|GUARANTEES|OWNS|OFFICER_OF|OWES|TRANSFERRED|SIGNED
  |PLAINTIFF_IN|DEFENDANT_IN|BID_IN|ABOUT|HAS]->()
WHERE row.load IN $fresh AND (row.closed_by IS NULL OR NOT row.closed_by IN $loads)
RETURN collect(id(row)) AS ids
