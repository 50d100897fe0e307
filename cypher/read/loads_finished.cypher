// Return the finished loads, published or not.
// params: none
// yields: loads LIST<INTEGER>, one row
MATCH (load:Load)
WHERE load.finished_at IS NOT NULL
RETURN collect(load.id) AS loads
