// Close the links of these records.
// params: records LIST<STRING>, version INTEGER
// yields: count INTEGER, one row
UNWIND $records AS wanted
MATCH (:Record {key: wanted})-[link:RESOLVED_TO]->(:Party)
WHERE link.closed IS NULL
SET link.closed = $version
RETURN count(*) AS count
