// Return every version of these records or facts.
// params: keys LIST<STRING>
// yields: row MAP, load INTEGER, closed_by INTEGER
UNWIND $keys AS wanted
CALL (wanted) {
  MATCH (version:RecordVersion {key: wanted})
  USING INDEX version:RecordVersion(key)
  RETURN version
  UNION ALL
  MATCH (version:ContractVersion {key: wanted})
  USING INDEX version:ContractVersion(key)
  RETURN version
  UNION ALL
  MATCH (version:LawsuitVersion {key: wanted})
  USING INDEX version:LawsuitVersion(key)
  RETURN version
  UNION ALL
  MATCH (version:TenderVersion {key: wanted})
  USING INDEX version:TenderVersion(key)
  RETURN version
  UNION ALL
  MATCH (version:EventVersion {key: wanted})
  USING INDEX version:EventVersion(key)
  RETURN version
}
RETURN properties(version) AS row, version.load AS load, version.closed_by AS closed_by
