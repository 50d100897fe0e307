// Open up to `page` party versions again that an unfinished publication closed.
// params: version INTEGER, page INTEGER
// yields: count INTEGER, one row
MATCH (stamped:Party|PartyVersion)
WHERE stamped.closed = $version
WITH stamped LIMIT $page
REMOVE stamped.closed
RETURN count(*) AS count
