// Find SUPPLIES rows by key, and read them in order; the ties shown between parties have no key.
// params: none
// yields: nothing
CREATE INDEX supplies_key IF NOT EXISTS FOR ()-[tie:SUPPLIES]-() ON (tie.key)
