// Delete up to `page` records and facts of which no version is left, and nothing that is tied to them.
// params: page INTEGER
// yields: count INTEGER, one row
MATCH (node:Record|Contract|Lawsuit|Tender|Event)
WHERE node.load IS NULL AND NOT EXISTS { (node)--() }
WITH node LIMIT $page
DELETE node
RETURN count(*) AS count
