"""What an operator's verbs do; each file in `scripts/` calls one of these modules."""
