// Return every verdict up to a version, oldest first.
// params: version INTEGER
// yields: a STRING, b STRING, same BOOLEAN, by STRING, at ZONED DATETIME, why STRING
MATCH (verdict:Verdict)
WHERE verdict.version <= $version
RETURN verdict.a AS a, verdict.b AS b, verdict.same AS same, verdict.by AS by, verdict.at AS at,
  verdict.why AS why
ORDER BY verdict.version, verdict.position
