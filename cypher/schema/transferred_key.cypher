// Find TRANSFERRED rows by key, and read them in order; the ties shown between parties have no key.
// params: none
// yields: nothing
CREATE INDEX transferred_key IF NOT EXISTS FOR ()-[tie:TRANSFERRED]-() ON (tie.key)
