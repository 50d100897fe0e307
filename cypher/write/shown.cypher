// Note up to which version people see ties between parties.
// params: version INTEGER
// yields: nothing
MATCH (store:Store {id: 1})
SET store.shown = $version
REMOVE store.showing
