// Return the OFFICER_OF rows that nothing closed, or that only loads in the making closed: only the position where
// one is as `hashes` says and no load in the making has touched it.
// params: keys LIST<STRING>, hashes LIST<ANY>, loose LIST<INTEGER>
// yields: equal LIST<INTEGER>, rows LIST<LIST<ANY>>, one row
UNWIND range(0, size($keys) - 1) AS i
MATCH ()-[tie:OFFICER_OF {key: $keys[i]}]->()
USING INDEX SEEK tie:OFFICER_OF(key)
WHERE tie.closed_by IS NULL OR tie.closed_by IN $loose
WITH i, tie, coalesce(
  tie.h = $hashes[i] AND tie.closed_by IS NULL AND NOT tie.load IN $loose, false
) AS same
RETURN collect(CASE WHEN same THEN i END) AS equal,
  collect(CASE WHEN NOT same THEN [$keys[i], id(tie), tie.h, tie.load, tie.closed_by] END) AS rows
