// Money that comes back: payments within a time from a party over one to three others and back to it, each not
// before the last one, through no hub. A month is a good window; the wider, the slower.
// params: party STRING, from ZONED DATETIME, until ZONED DATETIME, rows INTEGER
// yields: parties LIST<STRING>, names LIST<STRING>, amounts LIST<INTEGER>, currencies LIST<STRING>, first ZONED DATETIME, last ZONED DATETIME
MATCH circle = (start:Party {id: $party})
  ((:Party)-[paid:TRANSFERRED WHERE $from <= paid.at < $until]->
   (next:Party WHERE next.id = $party OR NOT next:Hub)){2,4}
  (start)
WHERE COUNT { UNWIND next AS each RETURN DISTINCT each } = size(next)
  AND all(i IN range(1, size(paid) - 1) WHERE paid[i - 1].at <= paid[i].at)
RETURN [party IN nodes(circle)[..-1] | party.id] AS parties,
  [party IN nodes(circle)[..-1] | party.name] AS names,
  [each IN paid | each.amount] AS amounts, [each IN paid | each.currency] AS currencies,
  paid[0].at AS first, paid[-1].at AS last
ORDER BY first, last, parties LIMIT $rows
