"""Networks of supplies and of claims: what stops and what is lost when firms fail."""
