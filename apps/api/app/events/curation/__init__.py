"""What curators decide: above every source, for ever, and undone by a word."""
