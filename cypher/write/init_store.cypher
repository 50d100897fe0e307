// Make the store where there is none.
// params: schema INTEGER
// yields: schema INTEGER, one row
MERGE (store:Store {id: 1})
ON CREATE SET store.schema = $schema, store.version = 0, store.token = 0, store.loads = 0,
  store.shown = 0, store.scored = 0
RETURN store.schema AS schema
