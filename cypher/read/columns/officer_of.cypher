// Return a page of OFFICER_OF rows as the loads `loads` leave them, ascending by key: a list for each
// column of the schema. Where nothing is said stands false, among booleans an empty text.
// params: after STRING, loads LIST<INTEGER>, page INTEGER
// yields: columns LIST<LIST<ANY>>, one row
MATCH (source)-[row:OFFICER_OF]->(target)
USING INDEX SEEK row:OFFICER_OF(key)
WHERE row.key > $after AND row.load IN $loads
  AND (row.closed_by IS NULL OR NOT row.closed_by IN $loads)
WITH source, row, target ORDER BY row.key LIMIT $page
WITH source.key AS source, target.key AS target, properties(row) AS row
RETURN [
  collect(row.key), collect('OFFICER_OF'), collect(source), collect(target),
  collect(coalesce(row.subject, false)), collect(coalesce(toString(row.since), false)),
  collect(coalesce(toString(row.until), false)), collect(coalesce(row.amount, false)),
  collect(coalesce(row.currency, false)), collect(coalesce(row.overdue, false)),
  collect(coalesce(row.overdue_currency, false)), collect(coalesce(row.days_overdue, false)),
  collect(coalesce(toString(row.as_of), false)), collect(coalesce(row.share_low, false)),
  collect(coalesce(row.share_high, false)), collect(coalesce(row.essential, '')),
  collect(coalesce(row.substitutability, false)),
  collect(coalesce(row.at.epochSeconds * 1000000 + row.at.microsecond, false)),
  collect(coalesce(row.won, '')), collect(coalesce(row.reported_by, false)),
  collect(coalesce(row.file, false)), collect(coalesce(row.sheet, false)),
  collect(coalesce(row.line, false))
] AS columns
