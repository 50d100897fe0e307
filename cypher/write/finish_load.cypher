// Declare a load complete, later than every other one.
// params: load INTEGER
// yields: nothing
MATCH (other:Load)
WITH max(other.finished_at) + duration({microseconds: 1}) AS later, datetime.realtime() AS now
MATCH (load:Load {id: $load})
SET load.finished_at = CASE WHEN later > now THEN later ELSE now END
