// Return an unpublished load.
// params: load INTEGER
// yields: id INTEGER, manifest STRING, finished BOOLEAN, at most one row
MATCH (load:Load {id: $load})
WHERE load.version IS NULL
RETURN load.id AS id, load.manifest AS manifest, load.finished_at IS NOT NULL AS finished
