// Return up to which version people see ties between parties, and the current version.
// params: none
// yields: shown INTEGER, version INTEGER, one row
MATCH (store:Store {id: 1})
RETURN store.shown AS shown, store.version AS version
