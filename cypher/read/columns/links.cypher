// Look at a page of records and return their links as of a version, ascending by record, in the columns of
// the schema; `last` is the record up to which was looked, null at the end.
// params: after STRING, version INTEGER, page INTEGER
// yields: last STRING, rows LIST<LIST<ANY>>, one row
MATCH (record:Record)
USING INDEX record:Record(key)
WHERE record.key > $after
WITH record ORDER BY record.key LIMIT $page
WITH collect(record) AS page
CALL (page) {
  UNWIND page AS record
  MATCH (record)-[link:RESOLVED_TO]->(party:Party)
  WHERE link.version <= $version AND (link.closed IS NULL OR link.closed > $version)
  RETURN collect([record.key, party.id, link.weight, link.decided_by, link.reasons]) AS rows
}
RETURN page[-1].key AS last, rows
