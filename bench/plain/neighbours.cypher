// params: party STRING, most INTEGER
MATCH (:PlainParty {key: $party})-[tie]-(other:PlainParty)
RETURN tie, startNode(tie).key AS source, endNode(tie).key AS target
ORDER BY other.score DESC LIMIT $most
