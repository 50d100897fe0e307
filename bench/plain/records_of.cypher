// params: party STRING
MATCH (:PlainParty {key: $party})<-[:PLAIN_OF]-(record:PlainRecord)
RETURN record
