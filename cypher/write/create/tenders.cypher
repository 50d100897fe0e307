// Add versions of tenders, with the tender itself where it is new.
// params: rows LIST<MAP{key STRING, columns MAP}>
// yields: count INTEGER, one row
UNWIND $rows AS row
MERGE (node:Tender {key: row.key})
CREATE (version:TenderVersion)-[:VERSION_OF]->(node)
SET version = row.columns
RETURN count(*) AS count
