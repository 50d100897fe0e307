// KIND is the type of the ties.
// params: rows LIST<MAP{source STRING, target STRING, key STRING, columns MAP}>
UNWIND $rows AS row
MATCH (source:Plain {key: row.source})
MATCH (target:Plain {key: row.target})
MERGE (source)-[tie:KIND {key: row.key}]->(target)
SET tie += row.columns
