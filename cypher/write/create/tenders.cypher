// Add tenders that are not in the store, each as its own first version; return their ids in the order of the rows.
// params: hashes LIST<ANY>, load INTEGER, columns MAP
// yields: nodes LIST<INTEGER>, one row
UNWIND range(0, size($hashes) - 1) AS i
CREATE (node:Tender {
  load: $load, h: $hashes[i], key: $columns.key[i], number: $columns.number[i],
  reported_by: $columns.reported_by[i], file: $columns.file[i], sheet: $columns.sheet[i],
  line: $columns.line[i]
})
RETURN collect(id(node)) AS nodes
