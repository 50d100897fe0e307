// Count the links of records that have no visible version.
// params: loads LIST<INTEGER>, version INTEGER
// yields: count INTEGER, one row
MATCH (record:Record)-[link:RESOLVED_TO]->(:Party)
WHERE link.version <= $version AND (link.closed IS NULL OR link.closed > $version)
  AND NOT coalesce(
    record.load IN $loads AND (record.closed_by IS NULL OR NOT record.closed_by IN $loads), false
  )
  AND NOT EXISTS {
    MATCH (row:RecordVersion)-[:VERSION_OF]->(record)
    WHERE row.load IN $loads AND (row.closed_by IS NULL OR NOT row.closed_by IN $loads)
  }
RETURN count(*) AS count
