// Look at a run of parties, ascending by key, as their own nodes say it: a list for each column of the
// schema. Where nothing is said stands false, among booleans an empty text. `absent` are those that
// there are not as of the version; the nodes `moved` may have versions beside them.
// params: after STRING, upto STRING, version INTEGER
// yields: columns LIST<LIST<ANY>>, absent LIST<STRING>, moved LIST<INTEGER>, one row
MATCH (node:Party)
USING INDEX SEEK node:Party(id)
WHERE $after < node.id <= $upto
WITH node ORDER BY node.id
WITH node, properties(node) AS row
RETURN [
    collect(row.id), collect(coalesce(row.kind, false)), collect(coalesce(row.name, false)),
    collect(coalesce(row.rated, '')), collect(coalesce(row.other_names, false)),
    collect(coalesce(row.roles, false)), collect(coalesce(row.fields, false))
  ] AS columns,
  collect(CASE WHEN row.version <= $version AND (row.closed IS NULL OR row.closed > $version)
    THEN null ELSE row.id END) AS absent,
  collect(CASE WHEN row.version IS NULL OR row.closed IS NOT NULL THEN id(node) END) AS moved
