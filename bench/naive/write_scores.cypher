// params: rows LIST<MAP{party STRING, score FLOAT, grade STRING, standalone_pd FLOAT, network_pd FLOAT}>
UNWIND $rows AS row
MATCH (party:Plain {key: row.party})
SET party.score = row.score, party.grade = row.grade, party.standalone_pd = row.standalone_pd,
  party.network_pd = row.network_pd
