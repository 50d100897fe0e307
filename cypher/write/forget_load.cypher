// Forget an unpublished load.
// params: load INTEGER
// yields: nothing
MATCH (load:Load {id: $load})
DETACH DELETE load
