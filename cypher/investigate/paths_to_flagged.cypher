// The shortest way from a party to each party that is on a watch list, at most four ties, direction ignored.
// No way leads through a hub (a party with more than 150 ties); it may end at one. SHORTEST looks from both
// ends, so it comes back at once; should a database of many flagged parties be slow, set
// db.transaction.timeout in neo4j.conf, or name fewer of them.
// params: party STRING, rows INTEGER
// yields: flagged STRING, name STRING, hops INTEGER, names LIST<STRING>, ties LIST<STRING>
MATCH (event:Event {kind: 'watchlist_hit'})-[about:ABOUT]->(flagged:Party)
WHERE about.tie IS NOT NULL AND flagged.id <> $party
WITH DISTINCT flagged
MATCH way = SHORTEST 1 (start:Party {id: $party})
  (()-[:SUPPLIES|PARTNERS_WITH|GUARANTEES|OWNS|OFFICER_OF|OWES|TRANSFERRED]-(:Party&!Hub)){0,3}
  ()-[:SUPPLIES|PARTNERS_WITH|GUARANTEES|OWNS|OFFICER_OF|OWES|TRANSFERRED]-(flagged)
RETURN flagged.id AS flagged, flagged.name AS name, length(way) AS hops,
  [party IN nodes(way) | party.name] AS names, [tie IN relationships(way) | type(tie)] AS ties
ORDER BY hops, flagged LIMIT $rows
