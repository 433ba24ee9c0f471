"""Pure matchers: what words say, which place is meant, what is one and the same."""
