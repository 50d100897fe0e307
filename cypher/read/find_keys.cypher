// Return the party records of a source that have one of these source keys, and are no mentions.
// params: source STRING, keys LIST<STRING>
// yields: key STRING, record STRING
UNWIND $keys AS wanted
MATCH (record:Record {source: $source, source_key: wanted})
USING INDEX record:Record(source, source_key)
WHERE EXISTS {
  MATCH (version:RecordVersion)-[:VERSION_OF]->(record)
  WHERE version.closed_by IS NULL AND NOT version.mention
}
RETURN wanted AS key, record.key AS record
ORDER BY key, record
