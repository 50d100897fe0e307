// Add records that are not in the store, each as its own first version; return their ids in the order of the rows.
// params: hashes LIST<ANY>, load INTEGER, columns MAP
// yields: nodes LIST<INTEGER>, one row
UNWIND range(0, size($hashes) - 1) AS i
CREATE (node:Record {
  load: $load, h: $hashes[i], key: $columns.key[i], kind: $columns.kind[i], name: $columns.name[i],
  mention: $columns.mention[i], fields: $columns.fields[i], file: $columns.file[i],
  sheet: $columns.sheet[i], line: $columns.line[i], reported_by: $columns.reported_by[i]
})
RETURN collect(id(node)) AS nodes
