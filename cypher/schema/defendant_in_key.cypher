// Find DEFENDANT_IN rows by key, and read them in order; the ties shown between parties have no key.
// params: none
// yields: nothing
CREATE INDEX defendant_in_key IF NOT EXISTS FOR ()-[tie:DEFENDANT_IN]-() ON (tie.key)
