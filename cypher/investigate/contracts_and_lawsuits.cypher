// The contracts that a party signed, its lawsuits and its tenders, with its role in each.
// params: party STRING, rows INTEGER
// yields: tie STRING, role STRING, fact STRING, number STRING, amount INTEGER, currency STRING, status STRING
MATCH (:Party {id: $party})-[tie:SIGNED|PLAINTIFF_IN|DEFENDANT_IN|BID_IN]->(fact)
RETURN type(tie) AS tie, tie.subject AS role, fact.key AS fact,
  coalesce(fact.number, fact.case_number) AS number, coalesce(fact.amount, fact.claim, tie.amount) AS amount,
  coalesce(fact.currency, tie.currency) AS currency, fact.status AS status
ORDER BY tie, fact, role LIMIT $rows
