// Note which run the scores are of.
// params: run STRING
// yields: nothing
MATCH (store:Store {id: 1})
SET store.scores = $run
