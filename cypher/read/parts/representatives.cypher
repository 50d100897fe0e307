// Return the legal representatives of these records, open rows only; rows of `others` do not count as closed.
// params: keys LIST<STRING>, others LIST<INTEGER>
// yields: rows LIST<LIST<ANY>>, one row
UNWIND $keys AS wanted
MATCH (company:Record {key: wanted})<-[tie:OFFICER_OF]-(:Record)
USING INDEX SEEK company:Record(key)
WHERE tie.subject = 'legal_representative' AND (tie.closed_by IS NULL OR tie.closed_by IN $others)
RETURN collect([id(tie), tie.key, tie.load, wanted, tie.reported_by, tie.file, tie.sheet, tie.line]) AS rows
