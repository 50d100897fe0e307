// The parties with the worst latest scores of all.
// params: rows INTEGER
// yields: party STRING, name STRING, score FLOAT, grade STRING, standalone_pd FLOAT, network_pd FLOAT
MATCH (party:Party)
WHERE party.score IS NOT NULL
RETURN party.id AS party, party.name AS name, party.score AS score, party.grade AS grade,
  party.standalone_pd AS standalone_pd, party.network_pd AS network_pd
ORDER BY score DESC, party LIMIT $rows
