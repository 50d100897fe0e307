// There is one store in a database.
// params: none
// yields: nothing
CREATE CONSTRAINT store_id IF NOT EXISTS FOR (store:Store) REQUIRE store.id IS UNIQUE
