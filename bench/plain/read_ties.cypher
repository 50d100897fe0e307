MATCH (source:PlainParty)-[tie]->(target:PlainParty)
RETURN properties(tie) AS row, type(tie) AS kind, source.key AS source, target.key AS target
