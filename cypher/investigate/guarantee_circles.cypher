// Circles in which everybody guarantees for the next one, through a party: two to six members.
// What each guarantees is worth less than it looks when one of them fails. Ended guarantees are left out.
// params: party STRING, day DATE, rows INTEGER
// yields: members INTEGER, parties LIST<STRING>, names LIST<STRING>
MATCH circle = (start:Party {id: $party})
  ((:Party)-[tie:GUARANTEES
    WHERE coalesce(tie.since <= $day, true) AND coalesce(tie.until > $day, true)]->(next:Party)){2,6}
  (start)
WHERE COUNT { UNWIND next AS each RETURN DISTINCT each } = size(next)
WITH DISTINCT [party IN nodes(circle)[..-1] | party.id] AS parties,
  [party IN nodes(circle)[..-1] | party.name] AS names
RETURN size(parties) AS members, parties, names
ORDER BY members, parties LIMIT $rows
