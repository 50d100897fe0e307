// Set the latest scores of parties.
// params: nodes LIST<INTEGER>, columns MAP
// yields: count INTEGER, one row
UNWIND range(0, size($nodes) - 1) AS i
MATCH (party:Party) WHERE id(party) = $nodes[i]
SET party.score = $columns.score[i], party.grade = $columns.grade[i],
  party.standalone_pd = $columns.standalone_pd[i], party.network_pd = $columns.network_pd[i]
RETURN count(*) AS count
