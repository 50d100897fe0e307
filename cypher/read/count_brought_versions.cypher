// Count the row versions that each of these loads brought.
// params: loads LIST<INTEGER>
// yields: load INTEGER, count INTEGER
MATCH (row:Record|Contract|Lawsuit|Tender|Event|RecordVersion|ContractVersion|LawsuitVersion|TenderVersion
  |EventVersion)
WHERE row.load IN $loads
RETURN row.load AS load, count(*) AS count
