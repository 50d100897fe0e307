// Delete up to `page` links, moves and possible matches that an unfinished publication opened.
// params: version INTEGER, page INTEGER
// yields: count INTEGER, one row
MATCH ()-[link:RESOLVED_TO|MOVED_TO|POSSIBLY_SAME_AS]->()
WHERE link.version = $version
WITH link LIMIT $page
DELETE link
RETURN count(*) AS count
