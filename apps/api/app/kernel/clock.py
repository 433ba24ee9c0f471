"""The only place that asks what time it is, so that tests can decide."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime

_frozen: ContextVar[datetime | None] = ContextVar("frozen_time", default=None)


def now() -> datetime:
    """The current moment, aware, in UTC."""
    return _frozen.get() or datetime.now(UTC)


@contextmanager
def freeze(moment: datetime) -> Iterator[datetime]:
    """Let `now()` answer `moment` (aware) inside the block and in tasks started there."""
    if moment.tzinfo is None:
        message = "A frozen clock needs an aware datetime."
        raise ValueError(message)
    token = _frozen.set(moment.astimezone(UTC))
    try:
        yield moment.astimezone(UTC)
    finally:
        _frozen.reset(token)
