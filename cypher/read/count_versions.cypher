// Count the visible rows of the loaded tables that are nodes.
// params: loads LIST<INTEGER>
// yields: label STRING, count INTEGER
MATCH (row:Record|Contract|Lawsuit|Tender|Event|RecordVersion|ContractVersion|LawsuitVersion|TenderVersion
  |EventVersion)
WHERE row.load IN $loads AND (row.closed_by IS NULL OR NOT row.closed_by IN $loads)
RETURN labels(row)[0] AS label, count(*) AS count
