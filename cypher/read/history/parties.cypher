// Return every version of a party as people saw it.
// params: party STRING
// yields: row MAP, opened INTEGER, closed INTEGER
MATCH (version:PartyVersion {key: $party})
USING INDEX version:PartyVersion(key)
RETURN properties(version) AS row, version.version AS opened, version.closed AS closed
