// Return which of these keys no record and no fact has.
// params: keys LIST<STRING>
// yields: keys LIST<STRING>, one row
UNWIND $keys AS wanted
OPTIONAL MATCH (node:Record|Contract|Lawsuit|Tender|Event {key: wanted})
WITH wanted, node WHERE node IS NULL
RETURN collect(wanted) AS keys
