"""Sign-ins: families of refresh tokens."""
