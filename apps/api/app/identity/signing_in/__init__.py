"""Proving who one is by a password."""
