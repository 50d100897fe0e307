// Set the latest scores of parties.
// params: rows LIST<MAP{party STRING, score FLOAT, grade STRING, standalone_pd FLOAT, network_pd FLOAT}>, run STRING, scored INTEGER
// yields: count INTEGER, one row
UNWIND $rows AS row
MATCH (party:Party {id: row.party})
SET party.score = row.score, party.grade = row.grade, party.standalone_pd = row.standalone_pd,
  party.network_pd = row.network_pd, party.run = $run, party.scored = $scored
RETURN count(*) AS count
