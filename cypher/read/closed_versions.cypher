// Return the row versions that a load closed.
// params: load INTEGER
// yields: id STRING
MATCH (row:RecordVersion|ContractVersion|LawsuitVersion|TenderVersion|EventVersion)
WHERE row.closed_by = $load
RETURN elementId(row) AS id
