// Find ABOUT rows by key, and read them in order; the ties shown between parties have no key.
// params: none
// yields: nothing
CREATE INDEX about_key IF NOT EXISTS FOR ()-[tie:ABOUT]-() ON (tie.key)
