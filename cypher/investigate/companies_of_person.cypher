// In which companies a person (or a company) holds an office or a share today, and which.
// What two sources say of one office or share stands there twice.
// params: party STRING, day DATE, rows INTEGER
// yields: company STRING, name STRING, tie STRING, subject STRING, share FLOAT, since DATE, reported_by STRING
MATCH (:Party {id: $party})-[tie:OFFICER_OF|OWNS]->(company:Party)
WHERE coalesce(tie.since <= $day, true) AND coalesce(tie.until > $day, true)
RETURN company.id AS company, company.name AS name, type(tie) AS tie, tie.subject AS subject,
  tie.share_low AS share, tie.since AS since, tie.reported_by AS reported_by
ORDER BY company, tie, subject, reported_by, since, share LIMIT $rows
