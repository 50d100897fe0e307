// params: rows LIST<MAP>
UNWIND $rows AS row
CREATE (party:PlainParty)
SET party = row
