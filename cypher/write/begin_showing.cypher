// Note that ties are being drawn for people, and return whether an earlier try was cut off.
// params: none
// yields: leftover BOOLEAN, one row
MATCH (store:Store {id: 1})
WITH store, store.showing IS NOT NULL AS leftover
SET store.showing = true
RETURN leftover AS leftover
