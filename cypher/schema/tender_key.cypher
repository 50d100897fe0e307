// One node for each tender, whatever its versions.
// params: none
// yields: nothing
CREATE CONSTRAINT tender_key IF NOT EXISTS FOR (node:Tender) REQUIRE node.key IS UNIQUE
