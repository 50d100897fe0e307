// The parties one tie away today with the worst latest scores. `MATCH (s:Store) RETURN s.scores` names their run.
// params: party STRING, day DATE, rows INTEGER
// yields: other STRING, name STRING, score FLOAT, grade STRING, network_pd FLOAT, ties LIST<STRING>
MATCH (:Party {id: $party})
  -[tie:SUPPLIES|PARTNERS_WITH|GUARANTEES|OWNS|OFFICER_OF|OWES|TRANSFERRED]-(other:Party)
WHERE coalesce(tie.since <= $day, true) AND coalesce(tie.until > $day, true) AND other.score IS NOT NULL
WITH DISTINCT other, type(tie) AS kind ORDER BY kind
WITH other, collect(kind) AS ties
RETURN other.id AS other, other.name AS name, other.score AS score, other.grade AS grade,
  other.network_pd AS network_pd, ties
ORDER BY score DESC, other LIMIT $rows
