// The three shortest ways between two parties, at most five ties, direction ignored, through no hub.
// Parties are told apart by their ids; put `RETURN way` in the last line's place to see it drawn.
// params: a STRING, b STRING
// yields: hops INTEGER, parties LIST<STRING>, names LIST<STRING>, ties LIST<STRING>
MATCH way = SHORTEST 3 (a:Party {id: $a})
  (()-[:SUPPLIES|PARTNERS_WITH|GUARANTEES|OWNS|OFFICER_OF|OWES|TRANSFERRED]-(:Party&!Hub)){0,4}
  ()-[:SUPPLIES|PARTNERS_WITH|GUARANTEES|OWNS|OFFICER_OF|OWES|TRANSFERRED]-(b:Party {id: $b})
RETURN length(way) AS hops, [party IN nodes(way) | party.id] AS parties,
  [party IN nodes(way) | party.name] AS names, [tie IN relationships(way) | type(tie)] AS ties
ORDER BY hops, parties
