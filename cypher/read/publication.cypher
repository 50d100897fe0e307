// Return the version that a command made.
// params: command STRING
// yields: version INTEGER, at most one row
MATCH (publication:Publication {command: $command})
RETURN publication.version AS version
