// Return the unpublished load of a manifest.
// params: manifest STRING
// yields: id INTEGER, at most one row
MATCH (load:Load {manifest: $manifest})
WHERE load.version IS NULL
RETURN load.id AS id ORDER BY id LIMIT 1
