// Return who holds the lease and whether it can be taken, without waiting for anybody.
// params: attempt STRING
// yields: token INTEGER, free BOOLEAN, holder STRING, one row
MATCH (store:Store {id: 1})
RETURN store.token AS token, store.holder AS holder,
  store.holder IS NULL OR store.expires < datetime.realtime() OR store.attempt = $attempt AS free
