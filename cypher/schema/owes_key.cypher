// Find OWES rows by key, and read them in order; the ties shown between parties have no key.
// params: none
// yields: nothing
CREATE INDEX owes_key IF NOT EXISTS FOR ()-[tie:OWES]-() ON (tie.key)
