MATCH (party:PlainParty)
RETURN properties(party) AS row
