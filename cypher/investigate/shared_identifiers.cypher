// Who has an identifier in common with a party today: telephone, account, address, device …
// An identifier that more than `most` parties have says little (a registered agent, a call centre) and is left
// out; 20 is a good start. `:param party => 'p_…'` and so on set the parameters in Neo4j Browser.
// params: party STRING, day DATE, most INTEGER, rows INTEGER
// yields: other STRING, name STRING, kind STRING, value STRING, holders INTEGER
MATCH (:Party {id: $party})-[own:HAS]->(identifier:Identifier)
WHERE coalesce(own.since <= $day, true) AND coalesce(own.until > $day, true)
WITH DISTINCT identifier, COUNT { (identifier)<-[:HAS]-(:Party) } AS holders
WHERE holders <= $most
MATCH (identifier)<-[theirs:HAS]-(other:Party)
WHERE other.id <> $party AND coalesce(theirs.since <= $day, true) AND coalesce(theirs.until > $day, true)
RETURN DISTINCT other.id AS other, other.name AS name, identifier.kind AS kind, identifier.value AS value, holders
ORDER BY holders, other, kind, value LIMIT $rows
