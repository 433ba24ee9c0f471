"""Ctrl-C, SIGTERM and SIGHUP as one exception that unwinds everything in order."""

import signal
import time
from types import FrameType

_STOPPING_SIGNALS = [
    getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)
]
_IMPATIENT_AFTER_SECONDS = 2


class StopRequested(BaseException):
    """Somebody asked this command to stop."""


class _Handler:
    """Raises once. A terminal and npm both pass one Ctrl-C on, so an echo of it is ignored."""

    def __init__(self) -> None:
        self._asked_at: float | None = None

    def __call__(self, number: int, frame: FrameType | None) -> None:
        del frame
        now = time.monotonic()
        if self._asked_at is None:
            self._asked_at = now
            raise StopRequested(signal.Signals(number).name)


def raise_on_stop_signals() -> None:
    """From now on the first of these signals raises StopRequested in the main thread."""
    handler = _Handler()
    for number in _STOPPING_SIGNALS:
        signal.signal(number, handler)
