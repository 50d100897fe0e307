// Return which of these records and facts only these loads brought.
// params: keys LIST<STRING>, loose LIST<INTEGER>
// yields: keys LIST<STRING>, one row
UNWIND $keys AS wanted
MATCH (node:Record|Contract|Lawsuit|Tender|Event {key: wanted})
WHERE NOT EXISTS {
  MATCH (version)-[:VERSION_OF]->(node)
  WHERE NOT version.load IN $loose
}
RETURN collect(wanted) AS keys
