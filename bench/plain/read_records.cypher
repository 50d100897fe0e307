MATCH (record:PlainRecord)-[:PLAIN_OF]->(party:PlainParty)
RETURN properties(record) AS row, party.key AS party
