// Find PARTNERS_WITH rows by key, and read them in order; the ties shown between parties have no key.
// params: none
// yields: nothing
CREATE INDEX partners_with_key IF NOT EXISTS FOR ()-[tie:PARTNERS_WITH]-() ON (tie.key)
