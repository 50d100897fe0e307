// Return the ties that a load closed.
// params: load INTEGER
// yields: id INTEGER
MATCH ()-[row:SUPPLIES|PARTNERS_WITH|GUARANTEES|OWNS|OFFICER_OF|OWES|TRANSFERRED|SIGNED
  |PLAINTIFF_IN|DEFENDANT_IN|BID_IN|ABOUT|HAS]->()
WHERE row.closed_by = $load
RETURN id(row) AS id
