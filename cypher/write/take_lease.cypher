// Become the writer when nobody is, or when the last one's time is up. All locks are taken before the
// look: no transaction of an earlier writer is under way. `attempt` lets the driver ask again when it did
// not hear that the lease was taken.
// params: holder STRING, attempt STRING, seconds FLOAT
// yields: token INTEGER, taken BOOLEAN, holder STRING, one row
MATCH (fence:Fence)
SET fence.asked = $holder
WITH count(*) AS locked
MATCH (store:Store {id: 1})
SET store.asked = $holder
WITH store, store.holder IS NULL OR store.expires < datetime.realtime()
  OR store.attempt = $attempt AS free
SET store.attempt = CASE WHEN free THEN $attempt ELSE store.attempt END,
  store.token = CASE WHEN free THEN store.token + 1 ELSE store.token END,
  store.holder = CASE WHEN free THEN $holder ELSE store.holder END,
  store.expires = CASE WHEN free THEN datetime.realtime() + duration({seconds: $seconds})
    ELSE store.expires END
RETURN store.token AS token, free AS taken, store.holder AS holder
