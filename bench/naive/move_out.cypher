// Give the outgoing ties of KIND of one party to another.
// params: loser STRING, winner STRING
MATCH (loser:Plain {key: $loser})-[tie:KIND]->(target:Plain)
MATCH (winner:Plain {key: $winner})
MERGE (winner)-[moved:KIND {key: tie.key}]->(target)
SET moved += properties(tie)
DELETE tie
