// Return who signed these contracts, is a party in these lawsuits, or whom these events are about: open rows only.
// params: keys LIST<STRING>, others LIST<INTEGER>
// yields: rows LIST<LIST<ANY>>, one row
UNWIND $keys AS wanted
CALL (wanted) {
  MATCH (fact:Contract {key: wanted})<-[tie:SIGNED]-(:Record)
  USING INDEX SEEK fact:Contract(key)
  RETURN tie
  UNION ALL
  MATCH (fact:Lawsuit {key: wanted})<-[tie:PLAINTIFF_IN|DEFENDANT_IN]-(:Record)
  USING INDEX SEEK fact:Lawsuit(key)
  RETURN tie
  UNION ALL
  MATCH (fact:Event {key: wanted})-[tie:ABOUT]->(:Record)
  USING INDEX SEEK fact:Event(key)
  RETURN tie
}
WITH wanted, tie WHERE tie.closed_by IS NULL OR tie.closed_by IN $others
RETURN collect([id(tie), tie.key, tie.load, wanted, tie.reported_by, tie.file, tie.sheet, tie.line]) AS rows
