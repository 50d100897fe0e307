// One node for each lawsuit, whatever its versions.
// params: none
// yields: nothing
CREATE CONSTRAINT lawsuit_key IF NOT EXISTS FOR (node:Lawsuit) REQUIRE node.key IS UNIQUE
