// Delete the ties that people see of these parties.
// params: ids LIST<INTEGER>
// yields: count INTEGER, one row
MATCH (party:Party) WHERE id(party) IN $ids
MATCH (party)-[shown:SUPPLIES|PARTNERS_WITH|GUARANTEES|OWNS|OFFICER_OF|OWES|TRANSFERRED|SIGNED
  |PLAINTIFF_IN|DEFENDANT_IN|BID_IN|ABOUT|HAS]-()
WITH DISTINCT shown
DELETE shown
RETURN count(*) AS count
