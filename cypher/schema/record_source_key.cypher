// Find the records of a source by the key that the source gave them.
// params: none
// yields: nothing
CREATE INDEX record_source_key IF NOT EXISTS FOR (record:Record) ON (record.reported_by, record.source_key)
