// Delete up to `page` parties, party versions and verdicts that an unfinished publication brought.
// params: version INTEGER, page INTEGER
// yields: count INTEGER, one row
MATCH (stamped:Party|PartyVersion|Verdict)
WHERE stamped.version = $version
WITH stamped LIMIT $page
DETACH DELETE stamped
RETURN count(*) AS count
