// Add versions of contracts that are in the store already.
// params: nodes LIST<INTEGER>, hashes LIST<ANY>, load INTEGER, columns MAP
// yields: count INTEGER, one row
UNWIND range(0, size($nodes) - 1) AS i
MATCH (node:Contract) WHERE id(node) = $nodes[i]
CREATE (:ContractVersion {
  load: $load, h: $hashes[i], key: $columns.key[i], number: $columns.number[i], type: $columns.type[i],
  amount: $columns.amount[i], currency: $columns.currency[i], credit_limit: $columns.credit_limit[i],
  credit_limit_currency: $columns.credit_limit_currency[i], signed: date($columns.signed[i]),
  starts: date($columns.starts[i]), ends: date($columns.ends[i]), status: $columns.status[i],
  delivered_share: $columns.delivered_share[i], prepaid_share: $columns.prepaid_share[i],
  clauses: $columns.clauses[i], reported_by: $columns.reported_by[i], file: $columns.file[i],
  sheet: $columns.sheet[i], line: $columns.line[i]
})-[:VERSION_OF]->(node)
RETURN count(*) AS count
