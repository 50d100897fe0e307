// params: rows LIST<MAP{record STRING, kind STRING, value STRING, columns MAP}>
UNWIND $rows AS row
MATCH (record:PlainRecord {key: row.record})
MERGE (identifier:PlainIdentifier {value: row.value, kind: row.kind})
CREATE (record)-[held:PLAIN_HAS]->(identifier)
SET held = row.columns
