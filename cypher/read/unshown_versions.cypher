// Return the row versions that the loads `fresh` brought and that stand.
// params: loads LIST<INTEGER>, fresh LIST<INTEGER>
// yields: id STRING
MATCH (row:RecordVersion|ContractVersion|LawsuitVersion|TenderVersion|EventVersion)
WHERE row.load IN $fresh AND (row.closed_by IS NULL OR NOT row.closed_by IN $loads)
RETURN elementId(row) AS id
