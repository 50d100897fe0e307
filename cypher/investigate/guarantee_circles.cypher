// Circles in which everybody guarantees for the next one, through a party: two to six members, no other hub.
// What each guarantees is worth less than it looks when one of them fails. Ended guarantees are left out.
// params: party STRING, day DATE, rows INTEGER
// yields: members INTEGER, parties LIST<STRING>, names LIST<STRING>
MATCH circle = (start:Party {id: $party})
  (()-[given:GUARANTEES
    WHERE coalesce(given.since <= $day, true) AND coalesce(given.until > $day, true)]->
   (member:Party WHERE NOT member:Hub AND member.id <> $party)){1,5}
  ()-[last:GUARANTEES
    WHERE coalesce(last.since <= $day, true) AND coalesce(last.until > $day, true)]->(start)
WITH DISTINCT nodes(circle)[..-1] AS circle
WHERE COUNT { UNWIND circle AS each RETURN DISTINCT each } = size(circle)
WITH [party IN circle | party.id] AS parties, [party IN circle | party.name] AS names
RETURN size(parties) AS members, parties, names
ORDER BY members, parties LIMIT $rows
