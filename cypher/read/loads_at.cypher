// Return the loads that are visible at a version.
// params: version INTEGER
// yields: loads LIST<INTEGER>, one row
MATCH (load:Load)
WHERE load.version <= $version
RETURN collect(load.id) AS loads
