// Find the versions of a party, and read them in order.
// params: none
// yields: nothing
CREATE INDEX party_version_key IF NOT EXISTS FOR (version:PartyVersion) ON (version.key)
