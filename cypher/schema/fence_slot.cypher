// One lock for each transaction that a writer may have under way.
// params: none
// yields: nothing
CREATE CONSTRAINT fence_slot IF NOT EXISTS FOR (fence:Fence) REQUIRE fence.slot IS UNIQUE
