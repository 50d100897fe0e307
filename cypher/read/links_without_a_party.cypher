// Count the links to parties that have no version as of a version.
// params: version INTEGER
// yields: count INTEGER, one row
MATCH (:Record)-[link:RESOLVED_TO]->(party:Party)
WHERE link.version <= $version AND (link.closed IS NULL OR link.closed > $version)
  AND NOT coalesce(party.version <= $version AND (party.closed IS NULL OR party.closed > $version), false)
  AND NOT EXISTS {
    MATCH (row:PartyVersion)-[:VERSION_OF]->(party)
    WHERE row.version <= $version AND (row.closed IS NULL OR row.closed > $version)
  }
RETURN count(*) AS count
