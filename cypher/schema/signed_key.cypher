// Find SIGNED rows by key, and read them in order; the ties shown between parties have no key.
// params: none
// yields: nothing
CREATE INDEX signed_key IF NOT EXISTS FOR ()-[tie:SIGNED]-() ON (tie.key)
