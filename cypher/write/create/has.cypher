// Add holdings, with their identifiers where these are new; a row whose record is missing is not counted.
// params: rows LIST<MAP{record STRING, kind STRING, value STRING, columns MAP}>
// yields: count INTEGER, one row
UNWIND $rows AS row
MATCH (record:Record {key: row.record})
MERGE (identifier:Identifier {kind: row.kind, value: row.value})
CREATE (record)-[tie:HAS]->(identifier)
SET tie = row.columns
RETURN count(*) AS count
