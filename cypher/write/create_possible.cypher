// Add undecided pairs; one whose end is missing is not counted.
// params: rows LIST<MAP{a STRING, b STRING, probability FLOAT, reasons STRING}>, version INTEGER
// yields: count INTEGER, one row
UNWIND $rows AS row
MATCH (a:Party {id: row.a})
MATCH (b:Party {id: row.b})
CREATE (a)-[:POSSIBLY_SAME_AS {probability: row.probability, reasons: row.reasons, version: $version}]->(b)
RETURN count(*) AS count
