"""Links that are mailed, each good for one use."""
