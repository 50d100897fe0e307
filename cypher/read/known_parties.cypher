// Return which of these parties are in the store, whatever their versions.
// params: ids LIST<STRING>
// yields: ids LIST<STRING>, one row
UNWIND $ids AS wanted
MATCH (party:Party {id: wanted})
USING INDEX SEEK party:Party(id)
RETURN collect(wanted) AS ids
