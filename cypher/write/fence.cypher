// Lock a slot for this transaction; the caller compares the token, which cannot change meanwhile. `again` says
// that the last transaction of the slot that committed was this very attempt: its answer was lost on the way.
// params: token INTEGER, slot INTEGER, attempt STRING
// yields: token INTEGER, schema INTEGER, again BOOLEAN, at most one row
MATCH (fence:Fence {slot: $slot})
SET fence.asked = $token
WITH fence, coalesce(fence.attempt = $attempt, false) AS again
SET fence.attempt = $attempt
WITH again
MATCH (store:Store {id: 1})
RETURN store.token AS token, store.schema AS schema, again AS again
