"""Links by mail: proving that one reads it, and a new password for a forgotten one."""
