"""Backups: taken by the clock or on demand, verified, copied off-site, restored on trial."""
