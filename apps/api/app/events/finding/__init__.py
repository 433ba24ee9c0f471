"""From a homepage to the feeds that it offers."""
