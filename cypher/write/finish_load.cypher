// Declare a load complete.
// params: load INTEGER
// yields: nothing
MATCH (load:Load {id: $load})
SET load.finished_at = datetime.realtime()
