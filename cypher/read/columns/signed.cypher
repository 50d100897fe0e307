// Return a page of SIGNED rows as the loads `loads` leave them, ascending by key, in the columns of the schema.
// params: after STRING, loads LIST<INTEGER>, page INTEGER
// yields: rows LIST<LIST<ANY>>, one row
MATCH (source:Record)-[tie:SIGNED]->(target:Contract)
USING INDEX tie:SIGNED(key)
WHERE tie.key > $after AND tie.load IN $loads
  AND (tie.closed_by IS NULL OR NOT tie.closed_by IN $loads)
WITH source, tie, target ORDER BY tie.key LIMIT $page
RETURN collect([
  tie.key, 'SIGNED', source.key, target.key, tie.subject, tie.since, tie.until, tie.amount,
  tie.currency, tie.overdue, tie.overdue_currency, tie.days_overdue, tie.as_of, tie.share_low,
  tie.share_high, tie.essential, tie.substitutability, tie.at, tie.won, tie.reported_by,
  tie.file, tie.sheet, tie.line
]) AS rows
