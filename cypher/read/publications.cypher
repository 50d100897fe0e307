// Return when each version was published.
// params: none
// yields: version INTEGER, at ZONED DATETIME
MATCH (publication:Publication)
RETURN publication.version AS version, publication.at AS at
ORDER BY version
