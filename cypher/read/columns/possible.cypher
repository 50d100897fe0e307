// Return the undecided pairs as of a version, ascending by both ends, a list for each column of the schema.
// params: version INTEGER
// yields: columns LIST<LIST<ANY>>, one row
MATCH (a:Party)-[pair:POSSIBLY_SAME_AS]->(b:Party)
WHERE pair.version <= $version AND (pair.closed IS NULL OR pair.closed > $version)
WITH a, pair, b ORDER BY a.id, b.id
RETURN [collect(a.id), collect(b.id), collect(pair.probability), collect(pair.reasons)] AS columns
