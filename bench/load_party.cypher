// The plain way to load parties: one statement, one merge a row.
// params: rows LIST<MAP{key STRING}>
UNWIND $rows AS row
MERGE (party:Plain {key: row.key})
SET party += row
