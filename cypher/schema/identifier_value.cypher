// One node for each identifier.
// params: none
// yields: nothing
CREATE CONSTRAINT identifier_value IF NOT EXISTS
FOR (identifier:Identifier) REQUIRE (identifier.kind, identifier.value) IS UNIQUE
