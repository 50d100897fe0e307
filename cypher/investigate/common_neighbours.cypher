// Who is tied to both of two parties today, hubs last: that two firms know the same bank says little.
// params: a STRING, b STRING, day DATE, rows INTEGER
// yields: other STRING, name STRING, hub BOOLEAN, to_a LIST<STRING>, to_b LIST<STRING>
MATCH (:Party {id: $a})-[one:SUPPLIES|PARTNERS_WITH|GUARANTEES|OWNS|OFFICER_OF|OWES|TRANSFERRED]-(other:Party)
WHERE coalesce(one.since <= $day, true) AND coalesce(one.until > $day, true) AND other.id <> $b
WITH DISTINCT other, type(one) AS kind ORDER BY kind
WITH other, collect(kind) AS to_a
MATCH (other)-[two:SUPPLIES|PARTNERS_WITH|GUARANTEES|OWNS|OFFICER_OF|OWES|TRANSFERRED]-(:Party {id: $b})
WHERE coalesce(two.since <= $day, true) AND coalesce(two.until > $day, true)
WITH DISTINCT other, to_a, type(two) AS kind ORDER BY kind
WITH other, to_a, collect(kind) AS to_b
RETURN other.id AS other, other.name AS name, other:Hub AS hub, to_a, to_b
ORDER BY hub, other LIMIT $rows
