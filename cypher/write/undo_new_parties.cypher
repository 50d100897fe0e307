// Delete up to `page` parties that have no version left.
// params: page INTEGER
// yields: count INTEGER, one row
MATCH (party:Party)
WHERE NOT EXISTS { (party)--() }
WITH party LIMIT $page
DELETE party
RETURN count(*) AS count
