// Note that stamps of the coming version are being written, and return whether an earlier try left some.
// params: command STRING
// yields: version INTEGER, leftover BOOLEAN, one row
MATCH (store:Store {id: 1})
WITH store, store.publishing IS NOT NULL AS leftover
SET store.publishing = $command
RETURN store.version + 1 AS version, leftover AS leftover
