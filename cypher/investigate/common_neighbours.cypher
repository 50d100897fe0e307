// Who is tied to both of two parties, hubs last: that two firms know the same bank says little.
// params: a STRING, b STRING, rows INTEGER
// yields: other STRING, name STRING, hub BOOLEAN, to_a LIST<STRING>, to_b LIST<STRING>
MATCH (:Party {id: $a})-[one:SUPPLIES|PARTNERS_WITH|GUARANTEES|OWNS|OFFICER_OF|OWES|TRANSFERRED]-(other:Party)
WHERE NOT other.id IN [$a, $b]
WITH other, collect(DISTINCT type(one)) AS to_a
MATCH (other)-[two:SUPPLIES|PARTNERS_WITH|GUARANTEES|OWNS|OFFICER_OF|OWES|TRANSFERRED]-(:Party {id: $b})
WITH other, to_a, collect(DISTINCT type(two)) AS to_b
RETURN other.id AS other, other.name AS name, other:Hub AS hub, to_a, to_b
ORDER BY hub, other LIMIT $rows
