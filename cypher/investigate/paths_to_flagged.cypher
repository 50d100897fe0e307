// The shortest way from a party to each party that is on a watch list, direction ignored: at most four ties that
// hold today, two where the party itself is a hub (has more than 150 ties), to which all the world is near.
// No way leads through a hub; it may end at one. Which of equally short ways is told is left open.
// params: party STRING, day DATE, rows INTEGER
// yields: flagged STRING, name STRING, hops INTEGER, names LIST<STRING>, ties LIST<STRING>
MATCH (start:Party {id: $party})
WITH start, start:Hub AS crowded
MATCH way = SHORTEST 1 (start)
  ((near WHERE near = start OR NOT crowded)
   -[tie:SUPPLIES|PARTNERS_WITH|GUARANTEES|OWNS|OFFICER_OF|OWES|TRANSFERRED
     WHERE coalesce(tie.since <= $day, true) AND coalesce(tie.until > $day, true)]-(:Party&!Hub)){0,3}
  ()-[end:SUPPLIES|PARTNERS_WITH|GUARANTEES|OWNS|OFFICER_OF|OWES|TRANSFERRED
    WHERE coalesce(end.since <= $day, true) AND coalesce(end.until > $day, true)]-
  (flagged:Party WHERE flagged <> start AND EXISTS { (flagged)<-[:ABOUT]-(:Event {kind: 'watchlist_hit'}) })
RETURN flagged.id AS flagged, flagged.name AS name, length(way) AS hops,
  [party IN nodes(way) | party.name] AS names, [each IN relationships(way) | type(each)] AS ties
ORDER BY hops, flagged LIMIT $rows
