// Return the rows that stand at records that were linked after a version, or whose party lost another record.
// params: loads LIST<INTEGER>, shown INTEGER, shrunk LIST<INTEGER>
// yields: ids LIST<INTEGER>, one row
CALL () {
  MATCH (record:Record)-[link:RESOLVED_TO]->(:Party)
  WHERE link.version > $shown
  RETURN record
  UNION
  MATCH (party:Party) WHERE id(party) IN $shrunk
  MATCH (record:Record)-[link:RESOLVED_TO]->(party)
  WHERE link.closed IS NULL
  RETURN record
}
MATCH (record)-[row:SUPPLIES|PARTNERS_WITH|GUARANTEES|OWNS|OFFICER_OF|OWES|TRANSFERRED|SIGNED
  |PLAINTIFF_IN|DEFENDANT_IN|BID_IN|ABOUT|HAS]-()
WHERE row.load IN $loads AND (row.closed_by IS NULL OR NOT row.closed_by IN $loads)
RETURN collect(DISTINCT id(row)) AS ids
