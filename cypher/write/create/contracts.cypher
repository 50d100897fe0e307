// Add versions of contracts, with the contract itself where it is new.
// params: rows LIST<MAP{key STRING, columns MAP}>
// yields: count INTEGER, one row
UNWIND $rows AS row
MERGE (node:Contract {key: row.key})
CREATE (version:ContractVersion)-[:VERSION_OF]->(node)
SET version = row.columns
RETURN count(*) AS count
