// Lock the store for this transaction and prolong the writer's lease; the caller compares the token.
// params: token INTEGER, seconds FLOAT
// yields: token INTEGER, schema INTEGER, version INTEGER, at most one row
MATCH (store:Store {id: 1})
SET store.asked = $token
WITH store, store.token = $token AND store.holder IS NOT NULL AS held
SET store.expires = CASE WHEN held THEN datetime.realtime() + duration({seconds: $seconds})
  ELSE store.expires END
RETURN store.token AS token, store.schema AS schema, store.version AS version
