// Money that comes back: payments within a time from a party over one to three others and back to it, each not
// before the last one, through no other hub. A month is a good window; the wider, the slower.
// params: party STRING, from ZONED DATETIME, until ZONED DATETIME, rows INTEGER
// yields: parties LIST<STRING>, names LIST<STRING>, amounts LIST<INTEGER>, currencies LIST<STRING>, first ZONED DATETIME, last ZONED DATETIME
MATCH (start:Party {id: $party})
  (()-[paid:TRANSFERRED WHERE $from <= paid.at < $until]->
   (other:Party WHERE NOT other:Hub AND other.id <> $party)){1,3}
  ()-[back:TRANSFERRED WHERE $from <= back.at < $until]->(home)
WHERE home = start
WITH [start] + other AS members, paid + [back] AS paid
WHERE all(i IN range(1, size(paid) - 1) WHERE paid[i - 1].at <= paid[i].at)
  AND (size(members) < 4 OR members[1] <> members[3])
RETURN [party IN members | party.id] AS parties, [party IN members | party.name] AS names,
  [each IN paid | each.amount] AS amounts, [each IN paid | each.currency] AS currencies,
  paid[0].at AS first, paid[-1].at AS last
ORDER BY first, last, parties, amounts LIMIT $rows
