"""Log lines: one JSON object or one line of text each, with the request id and without secrets."""

import functools
import json
import logging
import sys
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any, Final

from app.kernel.dsn import redact
from app.kernel.settings import LoggingSettings

request_id: ContextVar[str | None] = ContextVar("request_id", default=None)
_STANDARD_ATTRIBUTES: Final = frozenset(
    [*vars(logging.makeLogRecord({})), "message", "asctime", "taskName", "color_message"]
)


_encode: Final = json.JSONEncoder(default=str).encode


class JsonFormatter(logging.Formatter):
    """One JSON object a line: time (UTC), level, logger, message, request_id, extra fields."""

    def format(self, record: logging.LogRecord) -> str:
        """Render the record; an exception becomes one string field."""
        line: dict[str, Any] = {
            "time": _timestamp(record),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": redact(record.getMessage()),
        }
        current = request_id.get()
        if current:
            line["request_id"] = current
        line.update(_extra_fields(record))
        if record.exc_info:
            line["exception"] = redact(self.formatException(record.exc_info))
        return _encode(line)


class TextFormatter(logging.Formatter):
    """One readable line, for a terminal; an exception follows on its own lines."""

    def format(self, record: logging.LogRecord) -> str:
        """Render the record."""
        fields = _extra_fields(record)
        current = request_id.get()
        if current:
            fields["request_id"] = current
        message = _on_one_line(redact(record.getMessage()))
        parts = [_timestamp(record), f"{record.levelname:<7}", f"{record.name}:", message]
        parts += [f"{name}={_on_one_line(str(field))}" for name, field in fields.items()]
        line = " ".join(parts)
        if record.exc_info:
            line += "\n" + redact(self.formatException(record.exc_info))
        return line


def configure_logging(settings: LoggingSettings) -> None:
    """Send every logger of the process, the servers' included, to stderr in one form."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonFormatter() if settings.format == "json" else TextFormatter())
    # Nobody reads these, and looking them up costs every line more than writing it.
    logging.logThreads = logging.logProcesses = logging.logMultiprocessing = False
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(settings.level.upper())
    for name in ("uvicorn", "uvicorn.error", "uvicorn.access", "gunicorn.error"):
        server_logger = logging.getLogger(name)
        server_logger.handlers = []
        server_logger.propagate = name != "uvicorn.access"  # the application writes its own
    logging.getLogger("uvicorn.error").addFilter(_says_something_new)
    logging.getLogger("asyncio").setLevel("WARNING")
    # Whoever waits for the pool says why it waits; the pool would repeat it for each attempt.
    logging.getLogger("psycopg.pool").setLevel("ERROR")
    for name in ("procrastinate.blueprints", "procrastinate.periodic"):  # every job at every start
        logging.getLogger(name).setLevel("WARNING")


def _says_something_new(record: logging.LogRecord) -> bool:
    """Pass over uvicorn's line after a refused start: the sentence before it has said why."""
    return record.msg != "Application startup failed. Exiting."


def _on_one_line(text: str) -> str:
    """Control characters escaped, so that a request cannot forge a line or a terminal command."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else repr(c)[1:-1] for c in text)


def _timestamp(record: logging.LogRecord) -> str:
    return f"{_second(int(record.created))}.{int(record.msecs):03d}Z"


@functools.lru_cache(maxsize=2)
def _second(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%S")


def _extra_fields(record: logging.LogRecord) -> dict[str, Any]:
    found = vars(record)
    extra = found.keys() - _STANDARD_ATTRIBUTES
    # In the order in which they were given: a set has none.
    return {name: _without_secrets(found[name]) for name in found if name in extra} if extra else {}


def _without_secrets(field: Any) -> Any:
    return redact(field) if isinstance(field, str) else field
