// KIND is the type of the ties.
MATCH (source:Plain)-[tie:KIND]->(target:Plain)
RETURN tie.key AS key, type(tie) AS kind, source.key AS source, target.key AS target, tie.since AS since,
  tie.amount AS amount, tie.currency AS currency, tie.days_overdue AS days_overdue,
  tie.share_low AS share_low, tie.share_high AS share_high, tie.at AS at, tie.reported_by AS reported_by,
  tie.file AS file, tie.line AS line
