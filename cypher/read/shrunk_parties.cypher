// Return the parties that lost a record after a version.
// params: shown INTEGER
// yields: id INTEGER
MATCH (:Record)-[link:RESOLVED_TO]->(party:Party)
WHERE link.closed > $shown
RETURN DISTINCT id(party) AS id
