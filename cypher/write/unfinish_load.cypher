// Let a load be as if it had not been declared complete.
// params: load INTEGER
// yields: nothing
MATCH (load:Load {id: $load})
REMOVE load.finished_at
