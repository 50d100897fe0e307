// Return which of these ids are party records, and no mentions.
// Those that only loads in the making brought are left out.
// params: ids LIST<STRING>, loose LIST<INTEGER>
// yields: record STRING
UNWIND $ids AS wanted
MATCH (record:Record {key: wanted})
USING INDEX SEEK record:Record(key)
WHERE coalesce(
  NOT record.mention AND NOT record.load IN $loose
  AND (record.closed_by IS NULL OR record.closed_by IN $loose), false
) OR EXISTS {
  MATCH (version:RecordVersion)-[:VERSION_OF]->(record)
  WHERE NOT version.mention AND NOT version.load IN $loose
    AND (version.closed_by IS NULL OR version.closed_by IN $loose)
}
RETURN record.key AS record
