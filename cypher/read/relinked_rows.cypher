// Return the rows that stand at these records, or at others of these parties.
// params: loads LIST<INTEGER>, records LIST<INTEGER>, parties LIST<INTEGER>
// yields: ids LIST<INTEGER>, one row
CALL () {
  MATCH (record:Record) WHERE id(record) IN $records
  RETURN record
  UNION
  MATCH (party:Party) WHERE id(party) IN $parties
  MATCH (record:Record)-[link:RESOLVED_TO]->(party)
  WHERE link.closed IS NULL
  RETURN record
}
MATCH (record)-[row:SUPPLIES|PARTNERS_WITH|GUARANTEES|OWNS|OFFICER_OF|OWES|TRANSFERRED|SIGNED
  |PLAINTIFF_IN|DEFENDANT_IN|BID_IN|ABOUT|HAS]-()
WHERE row.load IN $loads AND (row.closed_by IS NULL OR NOT row.closed_by IN $loads)
RETURN collect(DISTINCT id(row)) AS ids
