// Add versions of records that are in the store already.
// params: nodes LIST<INTEGER>, hashes LIST<ANY>, load INTEGER, columns MAP
// yields: count INTEGER, one row
UNWIND range(0, size($nodes) - 1) AS i
MATCH (node:Record) WHERE id(node) = $nodes[i]
CREATE (:RecordVersion {
  load: $load, h: $hashes[i], key: $columns.key[i], kind: $columns.kind[i], name: $columns.name[i],
  mention: $columns.mention[i], fields: $columns.fields[i], file: $columns.file[i],
  sheet: $columns.sheet[i], line: $columns.line[i], reported_by: $columns.reported_by[i]
})-[:VERSION_OF]->(node)
RETURN count(*) AS count
