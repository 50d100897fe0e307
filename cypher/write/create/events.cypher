// Add versions of events, with the event itself where it is new.
// params: rows LIST<MAP{key STRING, columns MAP}>
// yields: count INTEGER, one row
UNWIND $rows AS row
MERGE (node:Event {key: row.key})
CREATE (version:EventVersion)-[:VERSION_OF]->(node)
SET version = row.columns
RETURN count(*) AS count
