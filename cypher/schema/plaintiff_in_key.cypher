// Find PLAINTIFF_IN rows by key, and read them in order; the ties shown between parties have no key.
// params: none
// yields: nothing
CREATE INDEX plaintiff_in_key IF NOT EXISTS FOR ()-[tie:PLAINTIFF_IN]-() ON (tie.key)
