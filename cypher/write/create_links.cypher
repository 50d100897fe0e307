// Link records to parties; one whose end is missing is not counted.
// params: rows LIST<MAP{record STRING, party STRING, weight FLOAT, decided_by STRING, reasons STRING}>, version INTEGER
// yields: count INTEGER, records LIST<INTEGER>, one row
UNWIND $rows AS row
MATCH (record:Record {key: row.record})
USING INDEX SEEK record:Record(key)
MATCH (party:Party {id: row.party})
USING INDEX SEEK party:Party(id)
CREATE (record)-[:RESOLVED_TO {
  weight: row.weight, decided_by: row.decided_by, reasons: row.reasons, version: $version
}]->(party)
RETURN count(*) AS count, collect(id(record)) AS records
