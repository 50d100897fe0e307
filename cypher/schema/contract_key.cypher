// One node for each contract, whatever its versions.
// params: none
// yields: nothing
CREATE CONSTRAINT contract_key IF NOT EXISTS FOR (node:Contract) REQUIRE node.key IS UNIQUE
