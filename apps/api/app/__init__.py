"""srq-hpn's API: a FastAPI application over one PostgreSQL."""
