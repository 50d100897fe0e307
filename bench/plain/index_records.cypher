CREATE CONSTRAINT plain_record IF NOT EXISTS FOR (record:PlainRecord) REQUIRE record.key IS UNIQUE
