// Return the row versions that a load closed.
// params: load INTEGER
// yields: id STRING, kind STRING, key STRING
MATCH (row:RecordVersion|ContractVersion|LawsuitVersion|TenderVersion|EventVersion)
WHERE row.closed_by = $load
RETURN elementId(row) AS id, labels(row)[0] AS kind, row.key AS key
