// Every chain of owners above a party, at most six ties up, with the share that the chain conveys.
// The share is the product along the chain, of the lower bound where only a range is known; nothing where one
// share is not known at all. Cross-holdings show as chains that end where they would close.
// params: party STRING, day DATE, rows INTEGER
// yields: owner STRING, name STRING, share FLOAT, names LIST<STRING>
MATCH chain = (owner:Party)
  ((:Party)-[tie:OWNS
    WHERE coalesce(tie.since <= $day, true) AND coalesce(tie.until > $day, true)]->(next:Party)){1,6}
  (:Party {id: $party})
WHERE COUNT { UNWIND nodes(chain) AS each RETURN DISTINCT each } = size(nodes(chain))
WITH owner, [party IN nodes(chain) | party.name] AS names,
  reduce(share = 1.0, each IN tie | share * each.share_low) AS share
RETURN owner.id AS owner, owner.name AS name, share, names
ORDER BY share DESC, owner, names LIMIT $rows
