// One node for each record, whatever its versions.
// params: none
// yields: nothing
CREATE CONSTRAINT record_key IF NOT EXISTS FOR (node:Record) REQUIRE node.key IS UNIQUE
