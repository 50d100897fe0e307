// Return a page of contracts as the loads `loads` leave them, ascending by key, in the columns of the schema.
// params: after STRING, loads LIST<INTEGER>, page INTEGER
// yields: rows LIST<LIST<ANY>>, one row
MATCH (version:ContractVersion)
USING INDEX version:ContractVersion(key)
WHERE version.key > $after AND version.load IN $loads
  AND (version.closed_by IS NULL OR NOT version.closed_by IN $loads)
WITH version ORDER BY version.key LIMIT $page
RETURN collect([
  version.key, version.number, version.type, version.amount, version.currency,
  version.credit_limit, version.credit_limit_currency, version.signed, version.starts,
  version.ends, version.status, version.delivered_share, version.prepaid_share, version.clauses,
  version.reported_by, version.file, version.sheet, version.line
]) AS rows
