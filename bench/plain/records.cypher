// params: rows LIST<MAP{party STRING, columns MAP}>
UNWIND $rows AS row
MATCH (party:PlainParty {key: row.party})
CREATE (record:PlainRecord)-[:PLAIN_OF]->(party)
SET record = row.columns
