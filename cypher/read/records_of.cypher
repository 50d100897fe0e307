// Return the records that resolve to a party, by id.
// params: party STRING, loads LIST<INTEGER>, version INTEGER
// yields: key STRING, kind STRING, name STRING, mention BOOLEAN, fields STRING, file STRING, sheet STRING, line INTEGER
MATCH (party:Party {id: $party})<-[link:RESOLVED_TO]-(record:Record)
WHERE link.version <= $version AND (link.closed IS NULL OR link.closed > $version)
CALL (record) {
  RETURN record AS row
  UNION ALL
  MATCH (row:RecordVersion)-[:VERSION_OF]->(record)
  RETURN row
}
WITH row
WHERE row.load IN $loads AND (row.closed_by IS NULL OR NOT row.closed_by IN $loads)
RETURN row.key AS key, row.kind AS kind, row.name AS name, row.mention AS mention, row.fields AS fields,
  row.file AS file, row.sheet AS sheet, row.line AS line
ORDER BY key
