// Return whether the ties that people see are those of a version, all of them.
// params: version INTEGER
// yields: whole BOOLEAN, one row
MATCH (store:Store {id: 1})
RETURN coalesce(store.shown, 0) = $version AND store.showing IS NULL AS whole
