"""Faults injected into a composed stack under load: what was seen, and how it came back."""
