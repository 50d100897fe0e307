// Find OWNS rows by key, and read them in order; the ties shown between parties have no key.
// params: none
// yields: nothing
CREATE INDEX owns_key IF NOT EXISTS FOR ()-[tie:OWNS]-() ON (tie.key)
