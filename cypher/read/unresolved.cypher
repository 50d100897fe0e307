// Look at a page of records and return those without a link, or with content that is newer than their link;
// `last` is the record up to which was looked, null at the end.
// params: after STRING, loads LIST<INTEGER>, fresh LIST<INTEGER>, version INTEGER, page INTEGER
// yields: last STRING, rows LIST<LIST<ANY>>, one row
MATCH (record:Record)
USING INDEX SEEK record:Record(key)
WHERE record.key > $after
WITH record ORDER BY record.key LIMIT $page
WITH collect(record) AS page
CALL (page) {
  UNWIND page AS record
  CALL (record) {
    RETURN record AS row
    UNION ALL
    WITH record WHERE record.load IS NULL OR record.closed_by IS NOT NULL
    MATCH (row:RecordVersion)-[:VERSION_OF]->(record)
    RETURN row
  }
  WITH record, row
  WHERE row.load IN $loads AND (row.closed_by IS NULL OR NOT row.closed_by IN $loads)
    AND (row.load IN $fresh OR NOT EXISTS {
      MATCH (record)-[link:RESOLVED_TO]->(:Party)
      WHERE link.version <= $version AND (link.closed IS NULL OR link.closed > $version)
    })
  RETURN collect([
    row.key, row.kind, row.name, row.mention, row.fields, row.file, row.sheet, row.line
  ]) AS rows
}
RETURN page[-1].key AS last, rows
