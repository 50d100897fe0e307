// Return the OFFICER_OF rows that nothing closed, or that only loads in the making closed.
// params: keys LIST<STRING>, loose LIST<INTEGER>
// yields: key STRING, id STRING, h STRING, load INTEGER, closed_by INTEGER
UNWIND $keys AS wanted
MATCH ()-[tie:OFFICER_OF {key: wanted}]->()
USING INDEX tie:OFFICER_OF(key)
WHERE tie.closed_by IS NULL OR tie.closed_by IN $loose
RETURN tie.key AS key, elementId(tie) AS id, tie.h AS h, tie.load AS load, tie.closed_by AS closed_by
