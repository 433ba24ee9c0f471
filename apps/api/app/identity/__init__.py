"""People: accounts, their sessions, and a trail of what was done by whom."""
