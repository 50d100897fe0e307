// Return every load, oldest first.
// params: none
// yields: id INTEGER, manifest STRING, started_at ZONED DATETIME, finished_at ZONED DATETIME, version INTEGER
MATCH (load:Load)
RETURN load.id AS id, load.manifest AS manifest, load.started_at AS started_at,
  load.finished_at AS finished_at, load.version AS version
ORDER BY id
