// Return the rows of the loads `fresh` that stand, and those of other loads that they closed.
// params: loads LIST<INTEGER>, fresh LIST<INTEGER>
// yields: drawn LIST<INTEGER>, hidden LIST<INTEGER>, one row
MATCH ()-[row:SUPPLIES|PARTNERS_WITH|GUARANTEES|OWNS|OFFICER_OF|OWES|TRANSFERRED|SIGNED
  |PLAINTIFF_IN|DEFENDANT_IN|BID_IN|ABOUT|HAS]->()
WITH row, row.load IN $fresh AS brought
WHERE brought AND (row.closed_by IS NULL OR NOT row.closed_by IN $loads)
  OR NOT brought AND row.closed_by IN $fresh
RETURN collect(CASE WHEN brought THEN id(row) END) AS drawn,
  collect(CASE WHEN NOT brought THEN id(row) END) AS hidden
