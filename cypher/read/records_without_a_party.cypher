// Count the visible records that have no link as of a version.
// params: loads LIST<INTEGER>, version INTEGER
// yields: count INTEGER, one row
MATCH (row:Record|RecordVersion)
WHERE row.load IN $loads AND (row.closed_by IS NULL OR NOT row.closed_by IN $loads)
OPTIONAL MATCH (row)-[:VERSION_OF]->(node:Record)
WITH coalesce(node, row) AS record
WHERE NOT EXISTS {
  MATCH (record)-[link:RESOLVED_TO]->(:Party)
  WHERE link.version <= $version AND (link.closed IS NULL OR link.closed > $version)
}
RETURN count(*) AS count
