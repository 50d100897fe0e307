// Add versions of lawsuits that are in the store already.
// params: nodes LIST<INTEGER>, hashes LIST<ANY>, load INTEGER, columns MAP
// yields: count INTEGER, one row
UNWIND range(0, size($nodes) - 1) AS i
MATCH (node:Lawsuit) WHERE id(node) = $nodes[i]
CREATE (:LawsuitVersion {
  load: $load, h: $hashes[i], key: $columns.key[i], court: $columns.court[i],
  case_number: $columns.case_number[i], cause: $columns.cause[i], filed: date($columns.filed[i]),
  status: $columns.status[i], claim: $columns.claim[i], currency: $columns.currency[i],
  outcome: $columns.outcome[i], reported_by: $columns.reported_by[i], file: $columns.file[i],
  sheet: $columns.sheet[i], line: $columns.line[i]
})-[:VERSION_OF]->(node)
RETURN count(*) AS count
