// Return the versions with a node of their own that the loads `fresh` brought and that stand.
// params: loads LIST<INTEGER>, fresh LIST<INTEGER>
// yields: id INTEGER
MATCH (row:RecordVersion|ContractVersion|LawsuitVersion|TenderVersion|EventVersion)
WHERE row.load IN $fresh AND (row.closed_by IS NULL OR NOT row.closed_by IN $loads)
RETURN id(row) AS id
