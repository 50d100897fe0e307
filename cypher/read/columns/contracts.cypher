// Look at a page of contracts, ascending by key, as their own nodes say it: a list for each column of the
// schema. Where nothing is said stands false, among booleans an empty text. `absent` are those that the
// loads `loads` do not leave; the nodes `moved` may have versions beside them.
// params: after STRING, loads LIST<INTEGER>, page INTEGER
// yields: columns LIST<LIST<ANY>>, absent LIST<STRING>, moved LIST<INTEGER>, one row
MATCH (node:Contract)
USING INDEX SEEK node:Contract(key)
WHERE node.key > $after
WITH node ORDER BY node.key LIMIT $page
WITH node, properties(node) AS row
RETURN [
    collect(row.key), collect(coalesce(row.number, false)), collect(coalesce(row.type, false)),
    collect(coalesce(row.amount, false)), collect(coalesce(row.currency, false)),
    collect(coalesce(row.credit_limit, false)), collect(coalesce(row.credit_limit_currency, false)),
    collect(coalesce(toString(row.signed), false)), collect(coalesce(toString(row.starts), false)),
    collect(coalesce(toString(row.ends), false)), collect(coalesce(row.status, false)),
    collect(coalesce(row.delivered_share, false)), collect(coalesce(row.prepaid_share, false)),
    collect(coalesce(row.clauses, false)), collect(coalesce(row.reported_by, false)),
    collect(coalesce(row.file, false)), collect(coalesce(row.sheet, false)),
    collect(coalesce(row.line, false))
  ] AS columns,
  collect(CASE WHEN row.load IN $loads AND (row.closed_by IS NULL OR NOT row.closed_by IN $loads)
    THEN null ELSE row.key END) AS absent,
  collect(CASE WHEN row.load IS NULL OR row.closed_by IS NOT NULL THEN id(node) END) AS moved
