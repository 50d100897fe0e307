// Add versions of tenders that are in the store already.
// params: nodes LIST<INTEGER>, hashes LIST<ANY>, load INTEGER, columns MAP
// yields: count INTEGER, one row
UNWIND range(0, size($nodes) - 1) AS i
MATCH (node:Tender) WHERE id(node) = $nodes[i]
CREATE (:TenderVersion {
  load: $load, h: $hashes[i], key: $columns.key[i], number: $columns.number[i],
  reported_by: $columns.reported_by[i], file: $columns.file[i], sheet: $columns.sheet[i],
  line: $columns.line[i]
})-[:VERSION_OF]->(node)
RETURN count(*) AS count
