"""What each role may and may not do, as statements that are run: see `__main__` for how."""
