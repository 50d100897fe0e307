// Return the parties that changed after a version.
// params: shown INTEGER
// yields: id STRING
MATCH (row:PartyVersion)
WHERE row.version > $shown OR row.closed > $shown
RETURN DISTINCT row.key AS id
