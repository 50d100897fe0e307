// One node for each party id ever minted.
// params: none
// yields: nothing
CREATE CONSTRAINT party_id IF NOT EXISTS FOR (party:Party) REQUIRE party.id IS UNIQUE
