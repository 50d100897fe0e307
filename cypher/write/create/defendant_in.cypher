// Add DEFENDANT_IN rows; one whose end is missing is not counted.
// params: rows LIST<MAP{source STRING, target STRING, columns MAP}>
// yields: count INTEGER, one row
UNWIND $rows AS row
MATCH (source:Record {key: row.source})
MATCH (target:Lawsuit {key: row.target})
CREATE (source)-[tie:DEFENDANT_IN]->(target)
SET tie = row.columns
RETURN count(*) AS count
