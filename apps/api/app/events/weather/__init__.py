"""Weather words for days, where the operator names a provider."""
