// Return the versions beside these nodes of records that the loads `loads` leave, in no order: a list for
// each column of the schema. Where nothing is said stands false, among booleans an empty text.
// params: nodes LIST<INTEGER>, loads LIST<INTEGER>
// yields: columns LIST<LIST<ANY>>, one row
MATCH (node:Record) WHERE id(node) IN $nodes
MATCH (version:RecordVersion)-[:VERSION_OF]->(node)
WITH properties(version) AS row
WHERE row.load IN $loads AND (row.closed_by IS NULL OR NOT row.closed_by IN $loads)
RETURN [
    collect(row.key), collect(coalesce(row.kind, false)), collect(coalesce(row.name, false)),
    collect(coalesce(row.mention, '')), collect(coalesce(row.fields, false)),
    collect(coalesce(row.file, false)), collect(coalesce(row.sheet, false)),
    collect(coalesce(row.line, false))
  ] AS columns
