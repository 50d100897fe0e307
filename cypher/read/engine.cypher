// Return which database this is.
// params: none
// yields: name STRING, version STRING, edition STRING, one row
CALL dbms.components() YIELD name, versions, edition
WHERE name = 'Neo4j Kernel'
RETURN name, versions[0] AS version, edition
