// Add versions of events that are in the store already.
// params: nodes LIST<INTEGER>, hashes LIST<ANY>, load INTEGER, columns MAP
// yields: count INTEGER, one row
UNWIND range(0, size($nodes) - 1) AS i
MATCH (node:Event) WHERE id(node) = $nodes[i]
CREATE (:EventVersion {
  load: $load, h: $hashes[i], key: $columns.key[i], kind: $columns.kind[i], severity: $columns.severity[i],
  at: date($columns.at[i]), text: $columns.text[i], contract: $columns.contract[i],
  reported_by: $columns.reported_by[i], file: $columns.file[i], sheet: $columns.sheet[i],
  line: $columns.line[i]
})-[:VERSION_OF]->(node)
RETURN count(*) AS count
