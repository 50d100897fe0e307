// Add SIGNED rows between nodes given by their ids; one whose node is not there is not counted.
// params: sources LIST<INTEGER>, targets LIST<INTEGER>, hashes LIST<ANY>, load INTEGER, columns MAP
// yields: count INTEGER, one row
UNWIND range(0, size($sources) - 1) AS i
MATCH (source:Record) WHERE id(source) = $sources[i]
MATCH (target:Contract) WHERE id(target) = $targets[i]
CREATE (source)-[:SIGNED {
  load: $load, h: $hashes[i], key: $columns.key[i], subject: $columns.subject[i],
  since: date($columns.since[i]), until: date($columns.until[i]), amount: $columns.amount[i],
  currency: $columns.currency[i], overdue: $columns.overdue[i],
  overdue_currency: $columns.overdue_currency[i], days_overdue: $columns.days_overdue[i],
  as_of: date($columns.as_of[i]), share_low: $columns.share_low[i], share_high: $columns.share_high[i],
  essential: $columns.essential[i], substitutability: $columns.substitutability[i],
  at: datetime($columns.at[i]), won: $columns.won[i], reported_by: $columns.reported_by[i],
  file: $columns.file[i], sheet: $columns.sheet[i], line: $columns.line[i]
}]->(target)
RETURN count(*) AS count
