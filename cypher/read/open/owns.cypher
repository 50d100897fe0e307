// Return the OWNS rows that nothing closed, or that only loads in the making closed.
// params: keys LIST<STRING>, loose LIST<INTEGER>
// yields: rows LIST<LIST<ANY>>, one row
UNWIND $keys AS wanted
MATCH ()-[tie:OWNS {key: wanted}]->()
USING INDEX tie:OWNS(key)
WHERE tie.closed_by IS NULL OR tie.closed_by IN $loose
RETURN collect([wanted, id(tie), tie.h, tie.load, tie.closed_by]) AS rows
