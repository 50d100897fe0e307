// Return a page of parties as of a version, ascending by key, in the columns of the schema.
// params: after STRING, version INTEGER, page INTEGER
// yields: rows LIST<LIST<ANY>>, one row
MATCH (party:PartyVersion)
USING INDEX party:PartyVersion(key)
WHERE party.key > $after AND party.version <= $version
  AND (party.closed IS NULL OR party.closed > $version)
WITH party ORDER BY party.key LIMIT $page
RETURN collect([
  party.key, party.kind, party.name, party.rated, party.other_names, party.roles, party.fields
]) AS rows
