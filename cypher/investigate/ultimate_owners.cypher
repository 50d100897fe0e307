// Who stands at the top of a party's chains of owners and holds at least `least` of it over all of them.
// Chains of at most six ties; a range of shares counts with its lower bound; 0.25 is the usual threshold.
// params: party STRING, day DATE, least FLOAT, rows INTEGER
// yields: owner STRING, name STRING, kind STRING, share FLOAT, chains INTEGER
MATCH chain = (owner:Party)
  ((:Party)-[tie:OWNS
    WHERE coalesce(tie.since <= $day, true) AND coalesce(tie.until > $day, true)]->(next:Party)){1,6}
  (:Party {id: $party})
WHERE COUNT { UNWIND nodes(chain) AS each RETURN DISTINCT each } = size(nodes(chain))
  AND NOT EXISTS {
    (owner)<-[above:OWNS
      WHERE coalesce(above.since <= $day, true) AND coalesce(above.until > $day, true)]-(:Party)
  }
WITH owner, sum(reduce(share = 1.0, each IN tie | share * each.share_low)) AS share, count(*) AS chains
WHERE share >= $least
RETURN owner.id AS owner, owner.name AS name, owner.kind AS kind, share, chains
ORDER BY share DESC, owner LIMIT $rows
