// Look at a page of lawsuits, ascending by key, as their own nodes say it: a list for each column of the
// schema. Where nothing is said stands false, among booleans an empty text. `absent` are those that the
// loads `loads` do not leave; the nodes `moved` may have versions beside them.
// params: after STRING, loads LIST<INTEGER>, page INTEGER
// yields: columns LIST<LIST<ANY>>, absent LIST<STRING>, moved LIST<INTEGER>, one row
MATCH (node:Lawsuit)
USING INDEX SEEK node:Lawsuit(key)
WHERE node.key > $after
WITH node ORDER BY node.key LIMIT $page
WITH node, properties(node) AS row
RETURN [
    collect(row.key), collect(coalesce(row.court, false)), collect(coalesce(row.case_number, false)),
    collect(coalesce(row.cause, false)), collect(coalesce(toString(row.filed), false)),
    collect(coalesce(row.status, false)), collect(coalesce(row.claim, false)),
    collect(coalesce(row.currency, false)), collect(coalesce(row.outcome, false)),
    collect(coalesce(row.reported_by, false)), collect(coalesce(row.file, false)),
    collect(coalesce(row.sheet, false)), collect(coalesce(row.line, false))
  ] AS columns,
  collect(CASE WHEN row.load IN $loads AND (row.closed_by IS NULL OR NOT row.closed_by IN $loads)
    THEN null ELSE row.key END) AS absent,
  collect(CASE WHEN row.load IS NULL OR row.closed_by IS NOT NULL THEN id(node) END) AS moved
