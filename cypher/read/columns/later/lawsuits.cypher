// Return the versions beside these nodes of lawsuits that the loads `loads` leave, in no order: a list for
// each column of the schema. Where nothing is said stands false, among booleans an empty text.
// params: nodes LIST<INTEGER>, loads LIST<INTEGER>
// yields: columns LIST<LIST<ANY>>, one row
MATCH (node:Lawsuit) WHERE id(node) IN $nodes
MATCH (version:LawsuitVersion)-[:VERSION_OF]->(node)
WITH properties(version) AS row
WHERE row.load IN $loads AND (row.closed_by IS NULL OR NOT row.closed_by IN $loads)
RETURN [
    collect(row.key), collect(coalesce(row.court, false)), collect(coalesce(row.case_number, false)),
    collect(coalesce(row.cause, false)), collect(coalesce(toString(row.filed), false)),
    collect(coalesce(row.status, false)), collect(coalesce(row.claim, false)),
    collect(coalesce(row.currency, false)), collect(coalesce(row.outcome, false)),
    collect(coalesce(row.reported_by, false)), collect(coalesce(row.file, false)),
    collect(coalesce(row.sheet, false)), collect(coalesce(row.line, false))
  ] AS columns
