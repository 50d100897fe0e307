// Return the row versions that a load closed.
// params: load INTEGER
// yields: id INTEGER
MATCH (row:Record|Contract|Lawsuit|Tender|Event|RecordVersion|ContractVersion|LawsuitVersion|TenderVersion
  |EventVersion)
WHERE row.closed_by = $load
RETURN id(row) AS id
