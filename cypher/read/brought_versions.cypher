// Return the row versions of a load.
// params: load INTEGER
// yields: id STRING
MATCH (row:RecordVersion|ContractVersion|LawsuitVersion|TenderVersion|EventVersion)
WHERE row.load = $load
RETURN elementId(row) AS id
