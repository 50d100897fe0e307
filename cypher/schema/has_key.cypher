// Find HAS rows by key, and read them in order; the ties shown between parties have no key.
// params: none
// yields: nothing
CREATE INDEX has_key IF NOT EXISTS FOR ()-[tie:HAS]-() ON (tie.key)
