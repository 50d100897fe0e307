// Return what the store says about itself; no row before it was made.
// params: none
// yields: schema INTEGER, version INTEGER, token INTEGER, at most one row
MATCH (store:Store {id: 1})
RETURN store.schema AS schema, store.version AS version, store.token AS token
