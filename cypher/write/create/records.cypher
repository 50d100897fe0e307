// Add versions of records, with the record itself where it is new.
// params: rows LIST<MAP{key STRING, source STRING, source_key STRING, columns MAP}>
// yields: count INTEGER, one row
UNWIND $rows AS row
MERGE (node:Record {key: row.key})
ON CREATE SET node.source = row.source, node.source_key = row.source_key
CREATE (version:RecordVersion)-[:VERSION_OF]->(node)
SET version = row.columns
RETURN count(*) AS count
