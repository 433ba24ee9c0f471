"""Where this machine's Chromium is, for the end-to-end tests."""

import os
import shutil

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def chromium() -> str | None:
    """The browser named in CHROMIUM_PATH, else the first that is on the PATH; None without one."""
    named = os.environ.get("CHROMIUM_PATH")
    return named or next((found for name in _NAMES if (found := shutil.which(name))), None)
