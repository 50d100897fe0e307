// Return the undecided pairs that nothing closed.
// params: none
// yields: id STRING, a STRING, b STRING, probability FLOAT, reasons STRING
MATCH (a:Party)-[pair:POSSIBLY_SAME_AS]->(b:Party)
WHERE pair.closed IS NULL
RETURN elementId(pair) AS id, a.id AS a, b.id AS b, pair.probability AS probability, pair.reasons AS reasons
