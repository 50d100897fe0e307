// Wait until every index can be used.
// params: seconds INTEGER
// yields: nothing
CALL db.awaitIndexes($seconds)
