MATCH (record:PlainRecord)-[held:PLAIN_HAS]->(identifier:PlainIdentifier)
RETURN properties(held) AS row, record.key AS record, identifier.kind AS kind, identifier.value AS value
