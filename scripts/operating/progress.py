"""What a verb says while it works: for somebody at a terminal, or as plain lines in a log."""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime


def say(sentence: str) -> None:
    """One line; with the time in front where nobody sits at a terminal."""
    if not sys.stdout.isatty():
        sentence = f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ} {sentence}"
    try:
        sys.stdout.write(f"{sentence}\n")
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever listened has gone, as when ssh breaks off. What was begun is finished.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


@contextmanager
def step(title: str) -> Iterator[None]:
    """Say what begins, and how long it took once it has ended well."""
    say(f"{title} …")
    began = time.monotonic()
    yield
    say(f"{title}: done in {time.monotonic() - began:.1f} s")
