// Let a party id point to its successors; one whose end is missing is not counted.
// params: rows LIST<MAP{id STRING, into STRING, position INTEGER}>, version INTEGER
// yields: count INTEGER, one row
UNWIND $rows AS row
MATCH (party:Party {id: row.id})
MATCH (successor:Party {id: row.into})
CREATE (party)-[:MOVED_TO {position: row.position, version: $version}]->(successor)
RETURN count(*) AS count
