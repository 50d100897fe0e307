// Close the links of these records, and return the parties that they led to; those closed before for the same
// version are told again.
// params: records LIST<STRING>, version INTEGER
// yields: parties LIST<INTEGER>, one row
UNWIND $records AS wanted
MATCH (record:Record {key: wanted})
USING INDEX SEEK record:Record(key)
MATCH (record)-[link:RESOLVED_TO]->(party:Party)
WHERE link.closed IS NULL OR link.closed = $version
SET link.closed = $version
RETURN collect(DISTINCT id(party)) AS parties
