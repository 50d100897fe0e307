// Return the first record key of a range.
// params: low STRING, high STRING
// yields: key STRING, at most one row
MATCH (record:Record)
USING INDEX SEEK record:Record(key)
WHERE record.key >= $low AND record.key < $high
RETURN record.key AS key ORDER BY key LIMIT 1
