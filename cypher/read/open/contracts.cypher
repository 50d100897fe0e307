// Return the versions of contracts that nothing closed, or that only loads in the making closed.
// params: keys LIST<STRING>, loose LIST<INTEGER>
// yields: key STRING, id STRING, h STRING, load INTEGER, closed_by INTEGER
UNWIND $keys AS wanted
MATCH (version:ContractVersion {key: wanted})
USING INDEX version:ContractVersion(key)
WHERE version.closed_by IS NULL OR version.closed_by IN $loose
RETURN version.key AS key, elementId(version) AS id, version.h AS h,
  version.load AS load, version.closed_by AS closed_by
