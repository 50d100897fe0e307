// Look at a run of records, ascending by key, as their own nodes say it: a list for each column of the
// schema. Where nothing is said stands false, among booleans an empty text. `absent` are those that the
// loads `loads` do not leave; the nodes `moved` may have versions beside them.
// params: after STRING, upto STRING, loads LIST<INTEGER>
// yields: columns LIST<LIST<ANY>>, absent LIST<STRING>, moved LIST<INTEGER>, one row
MATCH (node:Record)
USING INDEX SEEK node:Record(key)
WHERE $after < node.key <= $upto
WITH node ORDER BY node.key
WITH node, properties(node) AS row
RETURN [
    collect(row.key), collect(coalesce(row.kind, false)), collect(coalesce(row.name, false)),
    collect(coalesce(row.mention, '')), collect(coalesce(row.fields, false)),
    collect(coalesce(row.file, false)), collect(coalesce(row.sheet, false)),
    collect(coalesce(row.line, false))
  ] AS columns,
  collect(CASE WHEN row.load IN $loads AND (row.closed_by IS NULL OR NOT row.closed_by IN $loads)
    THEN null ELSE row.key END) AS absent,
  collect(CASE WHEN row.load IS NULL OR row.closed_by IS NOT NULL THEN id(node) END) AS moved
