// Make the store where there is none, and its locks.
// params: schema INTEGER, slots INTEGER
// yields: schema INTEGER, one row
MERGE (store:Store {id: 1})
ON CREATE SET store.schema = $schema, store.version = 0, store.token = 0, store.loads = 0,
  store.shown = 0
WITH store
CALL () {
  UNWIND range(0, $slots - 1) AS slot
  MERGE (:Fence {slot: slot})
}
RETURN store.schema AS schema
