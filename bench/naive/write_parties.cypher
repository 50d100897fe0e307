// params: rows LIST<MAP>
UNWIND $rows AS row
MERGE (party:Plain {key: row.key})
SET party += row
