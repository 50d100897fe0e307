// Search parties by name in the Browser; single Chinese words are found too.
// params: none
// yields: nothing
CREATE FULLTEXT INDEX party_names IF NOT EXISTS FOR (party:Party) ON EACH [party.name]
OPTIONS {indexConfig: {`fulltext.analyzer`: 'cjk'}}
