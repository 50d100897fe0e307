// Return the rows of these keys, given by kind, that loads show.
// params: keys MAP, loads LIST<INTEGER>
// yields: tie LIST<ANY>
CALL () {
  UNWIND $keys.SUPPLIES AS key
  MATCH ()-[tie:SUPPLIES {key: key}]->()
  USING INDEX SEEK tie:SUPPLIES(key)
  RETURN tie
  UNION ALL
  UNWIND $keys.PARTNERS_WITH AS key
  MATCH ()-[tie:PARTNERS_WITH {key: key}]->()
  USING INDEX SEEK tie:PARTNERS_WITH(key)
  RETURN tie
  UNION ALL
  UNWIND $keys.GUARANTEES AS key
  MATCH ()-[tie:GUARANTEES {key: key}]->()
  USING INDEX SEEK tie:GUARANTEES(key)
  RETURN tie
  UNION ALL
  UNWIND $keys.OWNS AS key
  MATCH ()-[tie:OWNS {key: key}]->()
  USING INDEX SEEK tie:OWNS(key)
  RETURN tie
  UNION ALL
  UNWIND $keys.OFFICER_OF AS key
  MATCH ()-[tie:OFFICER_OF {key: key}]->()
  USING INDEX SEEK tie:OFFICER_OF(key)
  RETURN tie
  UNION ALL
  UNWIND $keys.OWES AS key
  MATCH ()-[tie:OWES {key: key}]->()
  USING INDEX SEEK tie:OWES(key)
  RETURN tie
  UNION ALL
  UNWIND $keys.TRANSFERRED AS key
  MATCH ()-[tie:TRANSFERRED {key: key}]->()
  USING INDEX SEEK tie:TRANSFERRED(key)
  RETURN tie
}
WITH tie
WHERE tie.load IN $loads AND (tie.closed_by IS NULL OR NOT tie.closed_by IN $loads)
RETURN [
  tie.key, type(tie), startNode(tie).key, endNode(tie).key,
  tie.subject, tie.since, tie.until, tie.amount, tie.currency, tie.overdue,
  tie.overdue_currency, tie.days_overdue, tie.as_of, tie.share_low,
  tie.share_high, tie.essential, tie.substitutability, tie.at, tie.won,
  tie.reported_by, tie.file, tie.sheet, tie.line
] AS tie
