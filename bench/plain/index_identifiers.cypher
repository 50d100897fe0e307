CREATE CONSTRAINT plain_identifier IF NOT EXISTS
FOR (identifier:PlainIdentifier) REQUIRE (identifier.value, identifier.kind) IS UNIQUE
