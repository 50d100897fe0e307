// Return the links of these records as of a version.
// params: records LIST<STRING>, version INTEGER
// yields: record STRING, party STRING, weight FLOAT, decided_by STRING, reasons STRING
UNWIND $records AS wanted
MATCH (record:Record {key: wanted})-[link:RESOLVED_TO]->(party:Party)
WHERE link.version <= $version AND (link.closed IS NULL OR link.closed > $version)
RETURN record.key AS record, party.id AS party, link.weight AS weight, link.decided_by AS decided_by,
  link.reasons AS reasons
