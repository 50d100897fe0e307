// Who has an identifier in common with a party today: telephone, account, address, device …
// An identifier that more than `most` parties have says little (a registered agent, a call centre) and is left
// out; 20 is a good start. `holders` counts the party too.
// params: party STRING, day DATE, most INTEGER, rows INTEGER
// yields: other STRING, name STRING, kind STRING, value STRING, holders INTEGER
MATCH (:Party {id: $party})-[own:HAS]->(identifier:Identifier)
WHERE coalesce(own.since <= $day, true) AND coalesce(own.until > $day, true)
WITH DISTINCT identifier
MATCH (identifier)<-[theirs:HAS]-(holder:Party)
WHERE coalesce(theirs.since <= $day, true) AND coalesce(theirs.until > $day, true)
WITH identifier, collect(DISTINCT holder) AS found
WHERE size(found) <= $most
WITH identifier, found, size(found) AS holders
UNWIND found AS other
WITH identifier, holders, other WHERE other.id <> $party
RETURN other.id AS other, other.name AS name, identifier.kind AS kind, identifier.value AS value, holders
ORDER BY holders, other, kind, value LIMIT $rows
