// Which companies have an officer in common with this one today. A person with more than `most` offices
// (a professional nominee) is left out.
// params: party STRING, day DATE, most INTEGER, rows INTEGER
// yields: company STRING, name STRING, persons LIST<STRING>
MATCH (:Party {id: $party})<-[own:OFFICER_OF]-(person:Party)
WHERE coalesce(own.since <= $day, true) AND coalesce(own.until > $day, true)
WITH DISTINCT person WHERE COUNT { (person)-[:OFFICER_OF]->() } <= $most
MATCH (person)-[tie:OFFICER_OF]->(company:Party)
WHERE company.id <> $party AND coalesce(tie.since <= $day, true) AND coalesce(tie.until > $day, true)
WITH company, person ORDER BY person.id
RETURN company.id AS company, company.name AS name, collect(DISTINCT person.id) AS persons
ORDER BY size(persons) DESC, company LIMIT $rows
