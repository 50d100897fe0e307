// Find OFFICER_OF rows by key, and read them in order; the ties shown between parties have no key.
// params: none
// yields: nothing
CREATE INDEX officer_of_key IF NOT EXISTS FOR ()-[tie:OFFICER_OF]-() ON (tie.key)
