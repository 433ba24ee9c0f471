"""Sources and their feeds as data: who is read, when, how that went, and in which words."""
