// Return every version of these records or facts.
// params: keys LIST<STRING>
// yields: row MAP, load INTEGER, closed_by INTEGER
UNWIND $keys AS wanted
CALL (wanted) {
  MATCH (node:Record {key: wanted})
  USING INDEX SEEK node:Record(key)
  RETURN node
  UNION ALL
  MATCH (node:Contract {key: wanted})
  USING INDEX SEEK node:Contract(key)
  RETURN node
  UNION ALL
  MATCH (node:Lawsuit {key: wanted})
  USING INDEX SEEK node:Lawsuit(key)
  RETURN node
  UNION ALL
  MATCH (node:Tender {key: wanted})
  USING INDEX SEEK node:Tender(key)
  RETURN node
  UNION ALL
  MATCH (node:Event {key: wanted})
  USING INDEX SEEK node:Event(key)
  RETURN node
}
CALL (node) {
  WITH node WHERE node.load IS NOT NULL
  RETURN node AS version
  UNION ALL
  MATCH (version)-[:VERSION_OF]->(node)
  RETURN version
}
RETURN properties(version) AS row, version.load AS load, version.closed_by AS closed_by
