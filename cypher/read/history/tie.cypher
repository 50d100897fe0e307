// Return every version of one tie, whatever its kind.
// params: key STRING
// yields: row MAP, load INTEGER, closed_by INTEGER
CALL () {
  MATCH ()-[tie:SUPPLIES {key: $key}]->()
  USING INDEX SEEK tie:SUPPLIES(key)
  RETURN tie
  UNION ALL
  MATCH ()-[tie:PARTNERS_WITH {key: $key}]->()
  USING INDEX SEEK tie:PARTNERS_WITH(key)
  RETURN tie
  UNION ALL
  MATCH ()-[tie:GUARANTEES {key: $key}]->()
  USING INDEX SEEK tie:GUARANTEES(key)
  RETURN tie
  UNION ALL
  MATCH ()-[tie:OWNS {key: $key}]->()
  USING INDEX SEEK tie:OWNS(key)
  RETURN tie
  UNION ALL
  MATCH ()-[tie:OFFICER_OF {key: $key}]->()
  USING INDEX SEEK tie:OFFICER_OF(key)
  RETURN tie
  UNION ALL
  MATCH ()-[tie:OWES {key: $key}]->()
  USING INDEX SEEK tie:OWES(key)
  RETURN tie
  UNION ALL
  MATCH ()-[tie:TRANSFERRED {key: $key}]->()
  USING INDEX SEEK tie:TRANSFERRED(key)
  RETURN tie
  UNION ALL
  MATCH ()-[tie:SIGNED {key: $key}]->()
  USING INDEX SEEK tie:SIGNED(key)
  RETURN tie
  UNION ALL
  MATCH ()-[tie:PLAINTIFF_IN {key: $key}]->()
  USING INDEX SEEK tie:PLAINTIFF_IN(key)
  RETURN tie
  UNION ALL
  MATCH ()-[tie:DEFENDANT_IN {key: $key}]->()
  USING INDEX SEEK tie:DEFENDANT_IN(key)
  RETURN tie
  UNION ALL
  MATCH ()-[tie:BID_IN {key: $key}]->()
  USING INDEX SEEK tie:BID_IN(key)
  RETURN tie
  UNION ALL
  MATCH ()-[tie:ABOUT {key: $key}]->()
  USING INDEX SEEK tie:ABOUT(key)
  RETURN tie
}
RETURN tie {.*, kind: type(tie), source: startNode(tie).key, target: endNode(tie).key} AS row,
  tie.load AS load, tie.closed_by AS closed_by
