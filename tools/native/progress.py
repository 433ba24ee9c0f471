"""What the person at the terminal sees."""

import sys
import threading

_LONG_SECONDS = 10
_printing = threading.Lock()


def say(line: str) -> None:
    """Print one whole line at once, even while several steps run."""
    with _printing:
        try:
            print(line, flush=True)
        except UnicodeEncodeError:
            print(line.encode("ascii", "replace").decode(), flush=True)


def complain(sentence: str) -> None:
    """Print a sentence that ends the command."""
    with _printing:
        print(f"\n{sentence}", file=sys.stderr, flush=True)


def seconds(duration: float) -> str:
    """`0.4 s` or `23 s`."""
    return f"{duration:.1f} s" if duration < _LONG_SECONDS else f"{duration:.0f} s"
