"""From a calendar that was read to the public one."""
