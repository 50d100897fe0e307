// Return the party records of a source that have one of these source keys, and are no mentions.
// Those that only loads in the making brought are left out.
// params: source STRING, keys LIST<STRING>, loose LIST<INTEGER>
// yields: key STRING, record STRING
UNWIND $keys AS wanted
MATCH (record:Record {reported_by: $source, source_key: wanted})
USING INDEX record:Record(reported_by, source_key)
WHERE coalesce(
  NOT record.mention AND NOT record.load IN $loose
  AND (record.closed_by IS NULL OR record.closed_by IN $loose), false
) OR EXISTS {
  MATCH (version:RecordVersion)-[:VERSION_OF]->(record)
  WHERE NOT version.mention AND NOT version.load IN $loose
    AND (version.closed_by IS NULL OR version.closed_by IN $loose)
}
RETURN wanted AS key, record.key AS record
ORDER BY key, record
