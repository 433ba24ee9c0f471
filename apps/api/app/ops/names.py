"""The words that watching uses everywhere."""

from typing import Literal

# fine; somebody should look at it; act now.
State = Literal["fine", "look", "act"]
Operation = Literal["backup", "dump", "verify", "offsite", "drill", "archive", "disk"]
