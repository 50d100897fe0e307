// Remove the scores of these parties.
// params: nodes LIST<INTEGER>
// yields: count INTEGER, one row
MATCH (party:Party) WHERE id(party) IN $nodes
REMOVE party.score, party.grade, party.standalone_pd, party.network_pd
RETURN count(*) AS count
