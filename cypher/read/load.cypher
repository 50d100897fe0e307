// Return what a load is, and the version that published it.
// params: load INTEGER
// yields: manifest STRING, version INTEGER, at most one row
MATCH (load:Load {id: $load})
RETURN load.manifest AS manifest, load.version AS version
