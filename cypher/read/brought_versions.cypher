// Return the row versions of a load.
// params: load INTEGER
// yields: id INTEGER
MATCH (row:Record|Contract|Lawsuit|Tender|Event|RecordVersion|ContractVersion|LawsuitVersion|TenderVersion
  |EventVersion)
WHERE row.load = $load
RETURN id(row) AS id
