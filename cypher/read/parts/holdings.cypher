// Return what these records hold, open rows only; rows of `others` do not count as closed.
// params: keys LIST<STRING>, others LIST<INTEGER>
// yields: rows LIST<LIST<ANY>>, one row
UNWIND $keys AS wanted
MATCH (record:Record {key: wanted})-[tie:HAS]->(:Identifier)
USING INDEX SEEK record:Record(key)
WHERE tie.closed_by IS NULL OR tie.closed_by IN $others
RETURN collect([id(tie), tie.key, tie.load, wanted, tie.reported_by, tie.file, tie.sheet, tie.line]) AS rows
