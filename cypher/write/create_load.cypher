// Open a load under the next number.
// params: manifest STRING, source STRING
// yields: id INTEGER, one row
MATCH (store:Store {id: 1})
SET store.loads = store.loads + 1
CREATE (load:Load {id: store.loads, manifest: $manifest, source: $source, started_at: datetime.realtime()})
RETURN load.id AS id
