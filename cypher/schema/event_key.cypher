// One node for each event, whatever its versions.
// params: none
// yields: nothing
CREATE CONSTRAINT event_key IF NOT EXISTS FOR (node:Event) REQUIRE node.key IS UNIQUE
