// The plain way to load ties between what is there.
// params: rows LIST<MAP{key STRING, source STRING, target STRING}>
UNWIND $rows AS row
MATCH (source:Plain {key: row.source}), (target:Plain {key: row.target})
MERGE (source)-[tie:TIED {key: row.key}]->(target)
SET tie += row
