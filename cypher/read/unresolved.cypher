// Return a page of records without a link, or with content that is newer than their link.
// params: after STRING, loads LIST<INTEGER>, fresh LIST<INTEGER>, version INTEGER, page INTEGER
// yields: rows LIST<LIST<ANY>>, one row
MATCH (version:RecordVersion)
USING INDEX version:RecordVersion(key)
WHERE version.key > $after AND version.load IN $loads
  AND (version.closed_by IS NULL OR NOT version.closed_by IN $loads)
WITH version ORDER BY version.key
MATCH (version)-[:VERSION_OF]->(record:Record)
WHERE version.load IN $fresh OR NOT EXISTS {
  MATCH (record)-[link:RESOLVED_TO]->(:Party)
  WHERE link.version <= $version AND (link.closed IS NULL OR link.closed > $version)
}
WITH version LIMIT $page
RETURN collect([
  version.key, version.kind, version.name, version.mention, version.fields, version.file, version.sheet,
  version.line
]) AS rows
