// The three shortest ways between two parties, at most four ties that hold today, direction ignored, through
// no hub. Which of equally short ways are told is left open; `ties` are the kinds of one tie of each step.
// To see them drawn put `RETURN way` in the last line's place.
// params: a STRING, b STRING, day DATE
// yields: hops INTEGER, parties LIST<STRING>, names LIST<STRING>, ties LIST<STRING>
MATCH way = SHORTEST 3 (a:Party {id: $a})
  ((near)-[tie:SUPPLIES|PARTNERS_WITH|GUARANTEES|OWNS|OFFICER_OF|OWES|TRANSFERRED
    WHERE coalesce(tie.since <= $day, true) AND coalesce(tie.until > $day, true)]-
   (far:Party WHERE NOT far:Hub AND far.id <> $a AND far.id <> $b)
   WHERE NOT EXISTS {
    (near)-[twin:SUPPLIES|PARTNERS_WITH|GUARANTEES|OWNS|OFFICER_OF|OWES|TRANSFERRED
      WHERE coalesce(twin.since <= $day, true) AND coalesce(twin.until > $day, true)]-(far)
    WHERE elementId(twin) < elementId(tie)
   }){0,3}
  ((before)-[end:SUPPLIES|PARTNERS_WITH|GUARANTEES|OWNS|OFFICER_OF|OWES|TRANSFERRED
    WHERE coalesce(end.since <= $day, true) AND coalesce(end.until > $day, true)]-(goal:Party {id: $b})
   WHERE NOT EXISTS {
    (before)-[double:SUPPLIES|PARTNERS_WITH|GUARANTEES|OWNS|OFFICER_OF|OWES|TRANSFERRED
      WHERE coalesce(double.since <= $day, true) AND coalesce(double.until > $day, true)]-(goal)
    WHERE elementId(double) < elementId(end)
   }){1}
  (b:Party {id: $b})
WHERE a <> b
RETURN length(way) AS hops, [party IN nodes(way) | party.id] AS parties,
  [party IN nodes(way) | party.name] AS names, [each IN relationships(way) | type(each)] AS ties
ORDER BY hops, parties
