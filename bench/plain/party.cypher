// params: party STRING
MATCH (party:PlainParty {key: $party})
RETURN party
