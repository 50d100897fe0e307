// Which companies have an officer in common with this one today. A person with offices in more than `most`
// companies (a professional nominee) is left out.
// params: party STRING, day DATE, most INTEGER, rows INTEGER
// yields: company STRING, name STRING, persons LIST<STRING>
MATCH (:Party {id: $party})<-[own:OFFICER_OF]-(person:Party)
WHERE coalesce(own.since <= $day, true) AND coalesce(own.until > $day, true)
WITH DISTINCT person
MATCH (person)-[office:OFFICER_OF]->(company:Party)
WHERE coalesce(office.since <= $day, true) AND coalesce(office.until > $day, true)
WITH person, collect(DISTINCT company) AS companies
WHERE size(companies) <= $most
UNWIND companies AS company
WITH company, person ORDER BY person.id
WHERE company.id <> $party
WITH company, collect(person.id) AS persons
RETURN company.id AS company, company.name AS name, persons
ORDER BY size(persons) DESC, company LIMIT $rows
