// Return the ties that people see between a party and others by kind: how many, and of the first `most` by the
// other's score whom they lead to and the keys of their rows. Only of ties that may be among these more is read
// than that score.
// params: party STRING, kinds LIST<STRING>, most INTEGER
// yields: kind STRING, count INTEGER, others LIST<STRING>, keys LIST<STRING>
MATCH (party:Party {id: $party})
MATCH (party)-[tie:SUPPLIES|PARTNERS_WITH|GUARANTEES|OWNS|OFFICER_OF|OWES|TRANSFERRED]-(other:Party)
WHERE type(tie) IN $kinds
WITH tie, other, coalesce(other.score, -1.0) AS score ORDER BY score DESC
WITH type(tie) AS kind, collect(tie) AS ties, collect(other) AS others, collect(score) AS scores
WITH kind, size(ties) AS count, ties, others, scores,
  scores[CASE WHEN size(ties) > $most THEN $most ELSE 0 END - 1] AS last
UNWIND [i IN range(0, count - 1) WHERE scores[i] >= last] AS i
WITH kind, count, ties[i] AS tie, others[i] AS other, scores[i] AS score
ORDER BY score DESC, other.id, tie.tie
WITH kind, count, collect(other.id)[..$most] AS others, collect(tie.tie)[..$most] AS keys
RETURN kind, count, others, keys
ORDER BY kind
