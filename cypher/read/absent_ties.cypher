// Return the ties of a source that a load did not bring again.
// params: source STRING, load INTEGER, loose LIST<INTEGER>
// yields: id INTEGER, load INTEGER
MATCH ()-[row:SUPPLIES|PARTNERS_WITH|GUARANTEES|OWNS|OFFICER_OF|OWES|TRANSFERRED|SIGNED
  |PLAINTIFF_IN|DEFENDANT_IN|BID_IN|ABOUT|HAS]->()
WHERE row.reported_by = $source AND row.load <> $load AND coalesce(row.seen, -1) <> $load
  AND (row.closed_by IS NULL OR row.closed_by IN $loose)
RETURN id(row) AS id, row.load AS load
