// Return the columns of these parties as of a version.
// params: ids LIST<STRING>, version INTEGER
// yields: key STRING, kind STRING, name STRING, rated BOOLEAN, other_names LIST<STRING>, roles LIST<STRING>, fields STRING
UNWIND $ids AS wanted
MATCH (party:PartyVersion {key: wanted})
USING INDEX party:PartyVersion(key)
WHERE party.version <= $version AND (party.closed IS NULL OR party.closed > $version)
RETURN party.key AS key, party.kind AS kind, party.name AS name, party.rated AS rated,
  party.other_names AS other_names, party.roles AS roles, party.fields AS fields
