// Return a page of events as the loads `loads` leave them, ascending by key, in the columns of the schema.
// params: after STRING, loads LIST<INTEGER>, page INTEGER
// yields: rows LIST<LIST<ANY>>, one row
MATCH (version:EventVersion)
USING INDEX version:EventVersion(key)
WHERE version.key > $after AND version.load IN $loads
  AND (version.closed_by IS NULL OR NOT version.closed_by IN $loads)
WITH version ORDER BY version.key LIMIT $page
RETURN collect([
  version.key, version.kind, version.severity, version.at, version.text, version.contract,
  version.reported_by, version.file, version.sheet, version.line
]) AS rows
