// Add party versions, with the party itself where it is new.
// params: rows LIST<MAP{key STRING, columns MAP}>
// yields: count INTEGER, one row
UNWIND $rows AS row
MERGE (party:Party {id: row.key})
CREATE (version:PartyVersion)-[:VERSION_OF]->(party)
SET version = row.columns
RETURN count(*) AS count
