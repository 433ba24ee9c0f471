"""Happenings: a city's calendar."""
