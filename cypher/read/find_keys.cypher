// Return the party records of a source that have one of these source keys, and are no mentions.
// Those that only loads in the making brought are left out.
// params: source STRING, keys LIST<STRING>, loose LIST<INTEGER>
// yields: key STRING, record STRING
UNWIND $keys AS wanted
MATCH (record:Record {source: $source, source_key: wanted})
USING INDEX record:Record(source, source_key)
WHERE EXISTS {
  MATCH (version:RecordVersion)-[:VERSION_OF]->(record)
  WHERE NOT version.mention AND NOT version.load IN $loose
    AND (version.closed_by IS NULL OR version.closed_by IN $loose)
}
RETURN wanted AS key, record.key AS record
ORDER BY key, record
