// Add holdings, with their identifiers where these are new; a row whose record is not there is not counted.
// params: records LIST<INTEGER>, hashes LIST<ANY>, load INTEGER, columns MAP
// yields: count INTEGER, one row
UNWIND range(0, size($records) - 1) AS i
MATCH (record:Record) WHERE id(record) = $records[i]
MERGE (identifier:Identifier {kind: $columns.kind[i], value: $columns.value[i]})
CREATE (record)-[:HAS {
  load: $load, h: $hashes[i], key: $columns.key[i], since: date($columns.since[i]),
  until: date($columns.until[i]), failed: $columns.failed[i], reported_by: $columns.reported_by[i],
  file: $columns.file[i], sheet: $columns.sheet[i], line: $columns.line[i]
}]->(identifier)
RETURN count(*) AS count
