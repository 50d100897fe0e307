// Return all ties of these mentions, open rows only; rows of `others` do not count as closed.
// params: keys LIST<STRING>, others LIST<INTEGER>
// yields: rows LIST<LIST<ANY>>, one row
UNWIND $keys AS wanted
MATCH (mention:Record {key: wanted})-[tie:SUPPLIES|PARTNERS_WITH|GUARANTEES|OWNS|OFFICER_OF|OWES|TRANSFERRED
  |SIGNED|PLAINTIFF_IN|DEFENDANT_IN|BID_IN|ABOUT]-()
USING INDEX SEEK mention:Record(key)
WHERE tie.closed_by IS NULL OR tie.closed_by IN $others
RETURN collect([id(tie), tie.key, tie.load, wanted, tie.reported_by, tie.file, tie.sheet, tie.line]) AS rows
