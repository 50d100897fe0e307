// From which rows of which files a party is made up, and why each of them belongs to it.
// `weight` is in bits, `reasons` is JSON.
// params: party STRING, rows INTEGER
// yields: record STRING, name STRING, mention BOOLEAN, file STRING, sheet STRING, line INTEGER, weight FLOAT, decided_by STRING, reasons STRING
MATCH (:Party {id: $party})<-[link:RESOLVED_TO]-(record:Record)
WHERE link.closed IS NULL
RETURN record.key AS record, record.name AS name, record.mention AS mention, record.file AS file,
  record.sheet AS sheet, record.line AS line, link.weight AS weight, link.decided_by AS decided_by,
  link.reasons AS reasons
ORDER BY record LIMIT $rows
