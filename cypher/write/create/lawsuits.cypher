// Add versions of lawsuits, with the lawsuit itself where it is new.
// params: rows LIST<MAP{key STRING, columns MAP}>
// yields: count INTEGER, one row
UNWIND $rows AS row
MERGE (node:Lawsuit {key: row.key})
CREATE (version:LawsuitVersion)-[:VERSION_OF]->(node)
SET version = row.columns
RETURN count(*) AS count
