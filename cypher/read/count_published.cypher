// Count parties, links and undecided pairs as of a version.
// params: version INTEGER
// yields: parties INTEGER, links INTEGER, possible INTEGER, one row
CALL () {
  MATCH (party:Party|PartyVersion)
  WHERE party.version <= $version AND (party.closed IS NULL OR party.closed > $version)
  RETURN count(*) AS parties
}
CALL () {
  MATCH ()-[link:RESOLVED_TO]->()
  WHERE link.version <= $version AND (link.closed IS NULL OR link.closed > $version)
  RETURN count(*) AS links
}
CALL () {
  MATCH ()-[pair:POSSIBLY_SAME_AS]->()
  WHERE pair.version <= $version AND (pair.closed IS NULL OR pair.closed > $version)
  RETURN count(*) AS possible
}
RETURN parties, links, possible
