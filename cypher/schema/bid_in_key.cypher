// Find BID_IN rows by key, and read them in order; the ties shown between parties have no key.
// params: none
// yields: nothing
CREATE INDEX bid_in_key IF NOT EXISTS FOR ()-[tie:BID_IN]-() ON (tie.key)
