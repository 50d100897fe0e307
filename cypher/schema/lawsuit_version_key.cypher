// Find the versions of a lawsuit, and read them in order.
// params: none
// yields: nothing
CREATE INDEX lawsuit_version_key IF NOT EXISTS FOR (version:LawsuitVersion) ON (version.key)
