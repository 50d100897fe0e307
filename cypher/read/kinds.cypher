// Return how many there are of each kind, by the file names of their statements, ties drawn for people among
// them; Neo4j keeps the counts.
// params: none
// yields: name STRING, count INTEGER
UNWIND [
  {name: 'records', count: COUNT { (:Record) }},
  {name: 'contracts', count: COUNT { (:Contract) }},
  {name: 'lawsuits', count: COUNT { (:Lawsuit) }},
  {name: 'tenders', count: COUNT { (:Tender) }},
  {name: 'events', count: COUNT { (:Event) }},
  {name: 'supplies', count: COUNT { ()-[:SUPPLIES]->() }},
  {name: 'partners_with', count: COUNT { ()-[:PARTNERS_WITH]->() }},
  {name: 'guarantees', count: COUNT { ()-[:GUARANTEES]->() }},
  {name: 'owns', count: COUNT { ()-[:OWNS]->() }},
  {name: 'officer_of', count: COUNT { ()-[:OFFICER_OF]->() }},
  {name: 'owes', count: COUNT { ()-[:OWES]->() }},
  {name: 'transferred', count: COUNT { ()-[:TRANSFERRED]->() }},
  {name: 'signed', count: COUNT { ()-[:SIGNED]->() }},
  {name: 'plaintiff_in', count: COUNT { ()-[:PLAINTIFF_IN]->() }},
  {name: 'defendant_in', count: COUNT { ()-[:DEFENDANT_IN]->() }},
  {name: 'bid_in', count: COUNT { ()-[:BID_IN]->() }},
  {name: 'about', count: COUNT { ()-[:ABOUT]->() }},
  {name: 'has', count: COUNT { ()-[:HAS]->() }}
] AS each
RETURN each.name AS name, each.count AS count
