// Return the parties of which a version came or went after a version, but for those that came then.
// params: shown INTEGER
// yields: id INTEGER
MATCH (party:Party)
WHERE party.closed > $shown
RETURN id(party) AS id
UNION
MATCH (row:PartyVersion)-[:VERSION_OF]->(party:Party)
WHERE row.version > $shown OR row.closed > $shown
RETURN id(party) AS id
