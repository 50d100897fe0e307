// Return the linked records that loads `fresh` closed and that no load of `loads` brings.
// params: loads LIST<INTEGER>, fresh LIST<INTEGER>, version INTEGER
// yields: record STRING
MATCH (old:RecordVersion)
WHERE old.closed_by IN $fresh
MATCH (old)-[:VERSION_OF]->(record:Record)
WHERE NOT EXISTS {
  MATCH (current:RecordVersion)-[:VERSION_OF]->(record)
  WHERE current.load IN $loads AND (current.closed_by IS NULL OR NOT current.closed_by IN $loads)
} AND EXISTS {
  MATCH (record)-[link:RESOLVED_TO]->(:Party)
  WHERE link.version <= $version AND (link.closed IS NULL OR link.closed > $version)
}
RETURN DISTINCT record.key AS record
ORDER BY record
