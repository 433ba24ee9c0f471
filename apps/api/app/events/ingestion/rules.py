"""Pure decisions about what is brought in."""

import re

from app.events.rules import slugify

_DOWNLOAD_COUNTER = re.compile(r"\s*(?:\(\d+\)|- copy(?: \(\d+\))?)$", re.IGNORECASE)


def feed_name_of_file(stem: str) -> str:
    """Name the feed that an imported file belongs to: "Club (1)" downloaded again is "club"."""
    return slugify(_DOWNLOAD_COUNTER.sub("", stem))
