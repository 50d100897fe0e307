// Stop being the writer; nothing happens when another one took over.
// params: token INTEGER
// yields: nothing
MATCH (store:Store {id: 1})
SET store.asked = $token
WITH store WHERE store.token = $token
REMOVE store.holder, store.expires
