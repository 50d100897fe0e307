// Add contracts that are not in the store, each as its own first version; return their ids in the order of the rows.
// params: hashes LIST<ANY>, load INTEGER, columns MAP
// yields: nodes LIST<INTEGER>, one row
UNWIND range(0, size($hashes) - 1) AS i
CREATE (node:Contract {
  load: $load, h: $hashes[i], key: $columns.key[i], number: $columns.number[i], type: $columns.type[i],
  amount: $columns.amount[i], currency: $columns.currency[i], credit_limit: $columns.credit_limit[i],
  credit_limit_currency: $columns.credit_limit_currency[i], signed: date($columns.signed[i]),
  starts: date($columns.starts[i]), ends: date($columns.ends[i]), status: $columns.status[i],
  delivered_share: $columns.delivered_share[i], prepaid_share: $columns.prepaid_share[i],
  clauses: $columns.clauses[i], reported_by: $columns.reported_by[i], file: $columns.file[i],
  sheet: $columns.sheet[i], line: $columns.line[i]
})
RETURN collect(id(node)) AS nodes
