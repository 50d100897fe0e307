// Add lawsuits that are not in the store, each as its own first version; return their ids in the order of the rows.
// params: hashes LIST<ANY>, load INTEGER, columns MAP
// yields: nodes LIST<INTEGER>, one row
UNWIND range(0, size($hashes) - 1) AS i
CREATE (node:Lawsuit {
  load: $load, h: $hashes[i], key: $columns.key[i], court: $columns.court[i],
  case_number: $columns.case_number[i], cause: $columns.cause[i], filed: date($columns.filed[i]),
  status: $columns.status[i], claim: $columns.claim[i], currency: $columns.currency[i],
  outcome: $columns.outcome[i], reported_by: $columns.reported_by[i], file: $columns.file[i],
  sheet: $columns.sheet[i], line: $columns.line[i]
})
RETURN collect(id(node)) AS nodes
