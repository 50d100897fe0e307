// Make the coming version the current one, with everything that was stamped for it and every finished load.
// params: command STRING, version INTEGER
// yields: version INTEGER, one row
MATCH (store:Store {id: 1})
SET store.version = $version
REMOVE store.publishing
MERGE (publication:Publication {command: $command})
ON CREATE SET publication.version = $version, publication.at = datetime.realtime()
WITH store
CALL () {
  MATCH (load:Load)
  WHERE load.finished_at IS NOT NULL AND load.version IS NULL
  SET load.version = $version
}
RETURN store.version AS version
