// Return the records that were linked after a version.
// params: shown INTEGER
// yields: id INTEGER
MATCH (record:Record)-[link:RESOLVED_TO]->(:Party)
WHERE link.version > $shown
RETURN DISTINCT id(record) AS id
