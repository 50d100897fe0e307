// Return all versions, as they end at these records, of the ties changed last, and how many ties there are.
// params: records LIST<STRING>, published LIST<INTEGER>, most INTEGER
// yields: count INTEGER, row MAP, load INTEGER, closed_by INTEGER
UNWIND $records AS wanted
MATCH (:Record {key: wanted})-[tie:SUPPLIES|PARTNERS_WITH|GUARANTEES|OWNS|OFFICER_OF|OWES|TRANSFERRED|SIGNED
  |PLAINTIFF_IN|DEFENDANT_IN|BID_IN|ABOUT]-()
WITH DISTINCT tie, $published[tie.load] AS opened, coalesce($published[tie.closed_by], 0) AS closed
WHERE opened > 0 AND closed <> opened
WITH tie.key AS key, collect(tie) AS versions,
  max(CASE WHEN closed > opened THEN closed ELSE opened END) AS changed
ORDER BY changed DESC, key
WITH collect(versions) AS found
UNWIND found[..$most] AS versions
UNWIND versions AS tie
RETURN size(found) AS count,
  tie {.*, kind: type(tie), source: startNode(tie).key, target: endNode(tie).key} AS row,
  tie.load AS load, tie.closed_by AS closed_by
