// Let parties with more than `most` ties to others carry the label Hub, and no others.
// params: most INTEGER
// yields: count INTEGER, one row
MATCH (party:Party)
WHERE party:Hub OR COUNT { (party)--() } > $most
WITH party, COUNT {
  (party)-[:SUPPLIES|PARTNERS_WITH|GUARANTEES|OWNS|OFFICER_OF|OWES|TRANSFERRED]-()
} > $most AS hub
FOREACH (_ IN CASE WHEN hub THEN [1] ELSE [] END | SET party:Hub)
FOREACH (_ IN CASE WHEN hub THEN [] ELSE [1] END | REMOVE party:Hub)
RETURN count(*) AS count
