// Return where every version of these records stands.
// params: keys LIST<STRING>
// yields: rows LIST<LIST<ANY>>, one row
UNWIND $keys AS wanted
MATCH (node:Record {key: wanted})
USING INDEX SEEK node:Record(key)
CALL (node) {
  RETURN node AS row
  UNION ALL
  MATCH (row:RecordVersion)-[:VERSION_OF]->(node)
  RETURN row
}
WITH wanted, row WHERE row.load IS NOT NULL
RETURN collect([wanted, row.file, row.sheet, row.line]) AS rows
