// Return the ties of a load, and what closed them since.
// params: load INTEGER
// yields: id STRING, kind STRING, key STRING, closed_by INTEGER
MATCH ()-[row:SUPPLIES|PARTNERS_WITH|GUARANTEES|OWNS|OFFICER_OF|OWES|TRANSFERRED|SIGNED
  |PLAINTIFF_IN|DEFENDANT_IN|BID_IN|ABOUT|HAS]->()
WHERE row.load = $load
RETURN elementId(row) AS id, type(row) AS kind, row.key AS key, row.closed_by AS closed_by
