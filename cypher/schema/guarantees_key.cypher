// Find GUARANTEES rows by key, and read them in order; the ties shown between parties have no key.
// params: none
// yields: nothing
CREATE INDEX guarantees_key IF NOT EXISTS FOR ()-[tie:GUARANTEES]-() ON (tie.key)
