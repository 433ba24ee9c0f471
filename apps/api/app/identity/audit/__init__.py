"""The trail of what was done: written with what it tells of, never changed."""
