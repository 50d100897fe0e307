// Return the records that were ever linked to a party, those with a # last, and how many there are.
// params: party STRING, version INTEGER, most INTEGER
// yields: count INTEGER, records LIST<STRING>, one row
MATCH (:Party {id: $party})<-[link:RESOLVED_TO]-(record:Record)
WHERE link.version <= $version
WITH DISTINCT record.key AS key ORDER BY key CONTAINS '#', key
WITH collect(key) AS keys
RETURN size(keys) AS count, keys[..$most] AS records
