// Give the incoming ties of KIND of one party to another.
// params: loser STRING, winner STRING
MATCH (source:Plain)-[tie:KIND]->(loser:Plain {key: $loser})
MATCH (winner:Plain {key: $winner})
MERGE (source)-[moved:KIND {key: tie.key}]->(winner)
SET moved += properties(tie)
DELETE tie
