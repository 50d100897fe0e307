// Return a page of parties with the ids of their nodes, ascending; `last` is the party up to which was looked,
// null at the end.
// params: after STRING, page INTEGER
// yields: last STRING, ids LIST<STRING>, nodes LIST<INTEGER>, one row
MATCH (party:Party)
USING INDEX SEEK party:Party(id)
WHERE party.id > $after
WITH party ORDER BY party.id LIMIT $page
RETURN max(party.id) AS last, collect(party.id) AS ids, collect(id(party)) AS nodes
