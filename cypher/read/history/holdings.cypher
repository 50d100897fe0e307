// Return every version of what these records held.
// params: records LIST<STRING>
// yields: row MAP, load INTEGER, closed_by INTEGER
UNWIND $records AS wanted
MATCH (record:Record {key: wanted})-[tie:HAS]->(identifier:Identifier)
RETURN tie {.*, record: wanted, kind: identifier.kind, value: identifier.value} AS row,
  tie.load AS load, tie.closed_by AS closed_by
