// Find the versions of an event, and read them in order.
// params: none
// yields: nothing
CREATE INDEX event_version_key IF NOT EXISTS FOR (version:EventVersion) ON (version.key)
