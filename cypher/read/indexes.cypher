// Return the names of the indexes that can be used, those of constraints among them.
// params: none
// yields: names LIST<STRING>, one row
SHOW INDEXES YIELD name, state WHERE state = 'ONLINE'
RETURN collect(name) AS names
