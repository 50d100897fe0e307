// params: loser STRING
MATCH (loser:Plain {key: $loser})
DELETE loser
