"""New passwords for the database's roles, while everything runs."""
