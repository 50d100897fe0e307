// Return a page of ABOUT rows as the loads `loads` leave them, ascending by key, in the columns of the
// schema; `last` is the key up to which was looked, null at the end.
// params: after STRING, loads LIST<INTEGER>, page INTEGER
// yields: last STRING, rows LIST<LIST<ANY>>, one row
MATCH (source)-[row:ABOUT]->(target)
USING INDEX row:ABOUT(key)
WHERE row.key > $after AND row.load IN $loads
  AND (row.closed_by IS NULL OR NOT row.closed_by IN $loads)
WITH source, row, target ORDER BY row.key LIMIT $page
RETURN max(row.key) AS last, collect([
    row.key, 'ABOUT', source.key, target.key, row.subject, toString(row.since), toString(row.until),
    row.amount, row.currency, row.overdue, row.overdue_currency, row.days_overdue, toString(row.as_of),
    row.share_low, row.share_high, row.essential, row.substitutability,
    row.at.epochSeconds * 1000000 + row.at.microsecond, row.won, row.reported_by, row.file, row.sheet,
    row.line
]) AS rows
