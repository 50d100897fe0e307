// Delete the identifiers that nobody has.
// params: none
// yields: nothing
MATCH (identifier:Identifier)
WHERE NOT EXISTS { (identifier)--() }
DELETE identifier
