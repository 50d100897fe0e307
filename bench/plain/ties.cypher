// KIND is the type of the ties.
// params: rows LIST<MAP{source STRING, target STRING, columns MAP}>
UNWIND $rows AS row
MATCH (source:PlainParty {key: row.source})
MATCH (target:PlainParty {key: row.target})
CREATE (source)-[tie:KIND]->(target)
SET tie = row.columns
