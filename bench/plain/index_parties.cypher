CREATE CONSTRAINT plain_party IF NOT EXISTS FOR (party:PlainParty) REQUIRE party.key IS UNIQUE
