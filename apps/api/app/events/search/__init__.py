"""Search over the public calendar: what readers type, forgiven, and what of it is upcoming."""
