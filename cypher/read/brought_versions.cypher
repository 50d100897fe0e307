// Return the row versions of a load, and what closed them since.
// params: load INTEGER
// yields: id STRING, kind STRING, key STRING, closed_by INTEGER
MATCH (row:RecordVersion|ContractVersion|LawsuitVersion|TenderVersion|EventVersion)
WHERE row.load = $load
RETURN elementId(row) AS id, labels(row)[0] AS kind, row.key AS key, row.closed_by AS closed_by
