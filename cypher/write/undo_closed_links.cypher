// Open up to `page` links, moves and possible matches again that an unfinished publication closed.
// params: version INTEGER, page INTEGER
// yields: count INTEGER, one row
MATCH ()-[link:RESOLVED_TO|MOVED_TO|POSSIBLY_SAME_AS]->()
WHERE link.closed = $version
WITH link LIMIT $page
REMOVE link.closed
RETURN count(*) AS count
