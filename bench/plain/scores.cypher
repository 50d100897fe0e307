// params: rows LIST<MAP{party STRING, score FLOAT, grade STRING, standalone_pd FLOAT, network_pd FLOAT}>
UNWIND $rows AS row
MATCH (party:PlainParty {key: row.party})
SET party += row
