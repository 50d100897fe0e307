// Return a page of links as of a version, ascending by record, in the columns of the schema.
// params: after STRING, version INTEGER, page INTEGER
// yields: rows LIST<LIST<ANY>>, one row
MATCH (record:Record)
USING INDEX record:Record(key)
WHERE record.key > $after
WITH record ORDER BY record.key
MATCH (record)-[link:RESOLVED_TO]->(party:Party)
WHERE link.version <= $version AND (link.closed IS NULL OR link.closed > $version)
WITH record, link, party LIMIT $page
RETURN collect([record.key, party.id, link.weight, link.decided_by, link.reasons]) AS rows
