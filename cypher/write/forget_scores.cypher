// Remove up to `page` scores of earlier runs.
// params: scored INTEGER, page INTEGER
// yields: count INTEGER, one row
MATCH (party:Party)
WHERE party.scored < $scored
WITH party LIMIT $page
REMOVE party.score, party.grade, party.standalone_pd, party.network_pd, party.run, party.scored
RETURN count(*) AS count
