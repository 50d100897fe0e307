// Every chain of owners above a party, at most six ties up, with the share that the chain conveys.
// The share is the product along the chain, of the lower bound where only a range is known; nothing where one
// share is not known at all. Rows of one source for a share add up; of several sources the freshest counts.
// Cross-holdings show as chains that end where they would close.
// params: party STRING, day DATE, rows INTEGER
// yields: owner STRING, name STRING, share FLOAT, names LIST<STRING>
MATCH chain = (:Party)
  ((above)-[tie:OWNS
    WHERE coalesce(tie.since <= $day, true) AND coalesce(tie.until > $day, true)]->(below:Party)
   WHERE NOT EXISTS {
    (above)-[said:OWNS
      WHERE coalesce(said.since <= $day, true) AND coalesce(said.until > $day, true)]->(below)
    WHERE said.reported_by <> tie.reported_by AND NOT EXISTS {
      (above)-[own:OWNS WHERE own.reported_by = tie.reported_by
        AND coalesce(own.since <= $day, true) AND coalesce(own.until > $day, true)]->(below)
      WHERE coalesce(own.since, date({year: 1})) > coalesce(said.since, date({year: 1}))
        OR coalesce(own.since, date({year: 1})) = coalesce(said.since, date({year: 1}))
          AND own.reported_by < said.reported_by
    }
   }){1,6}
  (:Party {id: $party})
WITH nodes(chain) AS chain, reduce(share = 1.0, each IN tie | share * each.share_low) AS part
WITH chain, CASE WHEN count(part) > 0 THEN sum(part) END AS share
WHERE COUNT { UNWIND chain AS each RETURN DISTINCT each } = size(chain)
RETURN chain[0].id AS owner, chain[0].name AS name, share, [party IN chain | party.name] AS names
ORDER BY share DESC, owner, names LIMIT $rows
