// Return the ties between a party and others by kind: how many, and the first `most` by the other's score.
// params: party STRING, kinds LIST<STRING>, loads LIST<INTEGER>, version INTEGER, most INTEGER
// yields: kind STRING, count INTEGER, ties LIST<LIST<ANY>>
MATCH (:Party {id: $party})<-[own:RESOLVED_TO]-(record:Record)
WHERE own.version <= $version AND (own.closed IS NULL OR own.closed > $version)
MATCH (record)-[tie:SUPPLIES|PARTNERS_WITH|GUARANTEES|OWNS|OFFICER_OF|OWES|TRANSFERRED]-(:Record)
WHERE type(tie) IN $kinds AND tie.load IN $loads
  AND (tie.closed_by IS NULL OR NOT tie.closed_by IN $loads)
WITH record, tie, CASE WHEN startNode(tie) = record THEN endNode(tie) ELSE startNode(tie) END AS far
MATCH (far)-[link:RESOLVED_TO]->(other:Party)
WHERE link.version <= $version AND (link.closed IS NULL OR link.closed > $version) AND other.id <> $party
WITH tie, other ORDER BY coalesce(other.score, -1.0) DESC, other.id, tie.key
WITH type(tie) AS kind, collect({tie: tie, other: other}) AS found
RETURN kind, size(found) AS count, [each IN found[..$most] | [
  each.other.id, each.tie.key, type(each.tie), startNode(each.tie).key, endNode(each.tie).key,
  each.tie.subject, each.tie.since, each.tie.until, each.tie.amount, each.tie.currency, each.tie.overdue,
  each.tie.overdue_currency, each.tie.days_overdue, each.tie.as_of, each.tie.share_low,
  each.tie.share_high, each.tie.essential, each.tie.substitutability, each.tie.at, each.tie.won,
  each.tie.reported_by, each.tie.file, each.tie.sheet, each.tie.line
]] AS ties
ORDER BY kind
