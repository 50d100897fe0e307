// Close the links of these records.
// params: records LIST<STRING>, version INTEGER
// yields: count INTEGER, one row
UNWIND $records AS wanted
MATCH (record:Record {key: wanted})
USING INDEX SEEK record:Record(key)
MATCH (record)-[link:RESOLVED_TO]->(:Party)
WHERE link.closed IS NULL
SET link.closed = $version
RETURN count(*) AS count
