// Look at a run of records, ascending, and their links as of a version: a list for each column of the
// schema. Where nothing is said stands false, among booleans an empty text. `absent` are those without one.
// params: after STRING, upto STRING, version INTEGER
// yields: columns LIST<LIST<ANY>>, absent LIST<STRING>, one row
MATCH (record:Record)
USING INDEX SEEK record:Record(key)
WHERE $after < record.key <= $upto
WITH record ORDER BY record.key
OPTIONAL MATCH (record)-[row:RESOLVED_TO]->(party:Party)
WHERE row.version <= $version AND (row.closed IS NULL OR row.closed > $version)
RETURN [
    collect(record.key), collect(coalesce(party.id, false)), collect(coalesce(row.weight, false)),
    collect(coalesce(row.decided_by, false)), collect(coalesce(row.reasons, false))
  ] AS columns,
  collect(CASE WHEN party IS NULL THEN record.key END) AS absent
