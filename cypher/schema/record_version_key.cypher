// Find the versions of a record, and read them in order.
// params: none
// yields: nothing
CREATE INDEX record_version_key IF NOT EXISTS FOR (version:RecordVersion) ON (version.key)
