// Find the versions of a contract, and read them in order.
// params: none
// yields: nothing
CREATE INDEX contract_version_key IF NOT EXISTS FOR (version:ContractVersion) ON (version.key)
