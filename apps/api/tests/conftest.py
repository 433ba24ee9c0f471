"""One embedded PostgreSQL for the whole session; a fresh look at it for every test."""
