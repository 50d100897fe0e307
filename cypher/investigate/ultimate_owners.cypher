// Who stands at the top of a party's chains of owners and holds at least `least` of it over all of them.
// Chains of at most six ties; a range of shares counts with its lower bound, an unknown share as nothing; 0.25
// is the usual threshold. Rows of one source for a share add up; of several sources the freshest counts.
// params: party STRING, day DATE, least FLOAT, rows INTEGER
// yields: owner STRING, name STRING, kind STRING, share FLOAT, chains INTEGER
MATCH chain = (top:Party)
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
WHERE NOT EXISTS {
  (top)<-[over:OWNS
    WHERE coalesce(over.since <= $day, true) AND coalesce(over.until > $day, true)]-(:Party)
}
WITH top, nodes(chain) AS chain, reduce(share = 1.0, each IN tie | share * each.share_low) AS part
WITH top, chain, sum(part) AS share
WHERE COUNT { UNWIND chain AS each RETURN DISTINCT each } = size(chain)
WITH top AS owner, sum(share) AS share, count(*) AS chains
WHERE share >= $least
RETURN owner.id AS owner, owner.name AS name, owner.kind AS kind, share, chains
ORDER BY share DESC, owner LIMIT $rows
