// Become the writer when nobody is, or when the last one's time is up. The first SET takes the lock
// before the look; `attempt` lets the driver ask again when it did not hear that it was taken.
// params: holder STRING, attempt STRING, seconds FLOAT
// yields: token INTEGER, taken BOOLEAN, holder STRING, one row
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
