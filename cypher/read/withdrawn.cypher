// Return the linked records that loads `fresh` closed and that no load of `loads` brings.
// params: loads LIST<INTEGER>, fresh LIST<INTEGER>, version INTEGER
// yields: record STRING
MATCH (old:Record|RecordVersion)
WHERE old.closed_by IN $fresh
OPTIONAL MATCH (old)-[:VERSION_OF]->(node:Record)
WITH DISTINCT coalesce(node, old) AS record
WHERE NOT coalesce(
  record.load IN $loads AND (record.closed_by IS NULL OR NOT record.closed_by IN $loads), false
) AND NOT EXISTS {
  MATCH (current:RecordVersion)-[:VERSION_OF]->(record)
  WHERE current.load IN $loads AND (current.closed_by IS NULL OR NOT current.closed_by IN $loads)
} AND EXISTS {
  MATCH (record)-[link:RESOLVED_TO]->(:Party)
  WHERE link.version <= $version AND (link.closed IS NULL OR link.closed > $version)
}
RETURN record.key AS record
ORDER BY record
