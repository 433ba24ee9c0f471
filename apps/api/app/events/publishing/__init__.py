"""From what all feeds say about an event to what the public sees of it."""
