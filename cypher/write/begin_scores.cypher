// Return the number under which a run of scores is written.
// params: none
// yields: scored INTEGER, one row
MATCH (store:Store {id: 1})
SET store.scored = store.scored + 1
RETURN store.scored AS scored
