// Find the versions of a tender, and read them in order.
// params: none
// yields: nothing
CREATE INDEX tender_version_key IF NOT EXISTS FOR (version:TenderVersion) ON (version.key)
