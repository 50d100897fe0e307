// In which companies a person holds an office or a share today, and which.
// params: party STRING, day DATE, rows INTEGER
// yields: company STRING, name STRING, tie STRING, subject STRING, share FLOAT, since DATE
MATCH (:Party {id: $party})-[tie:OFFICER_OF|OWNS]->(company:Party)
WHERE coalesce(tie.since <= $day, true) AND coalesce(tie.until > $day, true)
RETURN company.id AS company, company.name AS name, type(tie) AS tie, tie.subject AS subject,
  tie.share_low AS share, tie.since AS since
ORDER BY company, tie, subject LIMIT $rows
