// Return the moves of a party id and those that led to it, each with all its successors, in their order.
// params: party STRING
// yields: id STRING, successor STRING, opened INTEGER, closed INTEGER
MATCH (party:Party {id: $party})
CALL (party) {
  MATCH (party)-[move:MOVED_TO]->(:Party)
  RETURN party AS former, move.version AS opened
  UNION
  MATCH (former:Party)-[move:MOVED_TO]->(party)
  RETURN former, move.version AS opened
}
MATCH (former)-[move:MOVED_TO {version: opened}]->(successor:Party)
RETURN former.id AS id, successor.id AS successor, opened AS opened, move.closed AS closed
ORDER BY move.position
