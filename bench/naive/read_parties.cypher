MATCH (party:Plain)
RETURN party.key AS key, party.kind AS kind, party.name AS name, party.mention AS mention,
  party.fields AS fields, party.file AS file, party.line AS line
