// Return the loads that are neither finished nor published: their rows may be taken over.
// params: none
// yields: loads LIST<INTEGER>, one row
MATCH (load:Load)
WHERE load.finished_at IS NULL AND load.version IS NULL
RETURN collect(load.id) AS loads
