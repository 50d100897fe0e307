// Let the writer's lease end later; nothing happens when another one took over.
// params: token INTEGER, seconds FLOAT
// yields: count INTEGER, one row
MATCH (store:Store {id: 1})
SET store.asked = $token
WITH store WHERE store.token = $token AND store.holder IS NOT NULL
SET store.expires = datetime.realtime() + duration({seconds: $seconds})
RETURN count(*) AS count
