// Return the versions beside these nodes of parties that there are as of a version, in no order: a list for
// each column of the schema. Where nothing is said stands false, among booleans an empty text.
// params: nodes LIST<INTEGER>, version INTEGER
// yields: columns LIST<LIST<ANY>>, one row
MATCH (node:Party) WHERE id(node) IN $nodes
MATCH (version:PartyVersion)-[:VERSION_OF]->(node)
WITH properties(version) AS row
WHERE row.version <= $version AND (row.closed IS NULL OR row.closed > $version)
RETURN [
    collect(row.id), collect(coalesce(row.kind, false)), collect(coalesce(row.name, false)),
    collect(coalesce(row.rated, '')), collect(coalesce(row.other_names, false)),
    collect(coalesce(row.roles, false)), collect(coalesce(row.fields, false))
  ] AS columns
