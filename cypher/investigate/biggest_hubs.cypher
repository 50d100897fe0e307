// The parties with the most ties to others; those with more than 150 carry the label Hub.
// params: rows INTEGER
// yields: party STRING, name STRING, ties INTEGER
MATCH (party:Hub)
RETURN party.id AS party, party.name AS name,
  COUNT { (party)-[:SUPPLIES|PARTNERS_WITH|GUARANTEES|OWNS|OFFICER_OF|OWES|TRANSFERRED]-() } AS ties
ORDER BY ties DESC, party LIMIT $rows
