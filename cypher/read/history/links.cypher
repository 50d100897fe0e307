// Return every link that these records ever had, in the columns of the schema.
// params: records LIST<STRING>
// yields: columns LIST<ANY>, opened INTEGER, closed INTEGER
UNWIND $records AS wanted
MATCH (record:Record {key: wanted})-[link:RESOLVED_TO]->(party:Party)
RETURN [record.key, party.id, link.weight, link.decided_by, link.reasons] AS columns,
  link.version AS opened, link.closed AS closed
