// Keep what people said about two records.
// params: rows LIST<MAP{position INTEGER, a STRING, b STRING, same BOOLEAN, by STRING, at ZONED DATETIME, why STRING}>, version INTEGER
// yields: count INTEGER, one row
UNWIND $rows AS row
MERGE (verdict:Verdict {version: $version, position: row.position})
SET verdict.a = row.a, verdict.b = row.b, verdict.same = row.same, verdict.by = row.by,
  verdict.at = row.at, verdict.why = row.why
RETURN count(*) AS count
