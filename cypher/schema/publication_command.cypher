// A command publishes once.
// params: none
// yields: nothing
CREATE CONSTRAINT publication_command IF NOT EXISTS
FOR (publication:Publication) REQUIRE publication.command IS UNIQUE
