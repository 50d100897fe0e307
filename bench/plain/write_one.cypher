// params: key STRING, record MAP, target STRING, tie MAP
MERGE (party:PlainParty {key: $key})
MERGE (record:PlainRecord {key: $key})
SET record += $record
MERGE (record)-[:PLAIN_OF]->(party)
WITH party
MATCH (:PlainRecord {key: $target})-[:PLAIN_OF]->(other:PlainParty)
MERGE (party)-[tie:PLAIN_SUPPLIES {key: $tie.key}]->(other)
SET tie += $tie
