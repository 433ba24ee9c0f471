import json
import logging

import pytest

from app.kernel.logs import JsonFormatter, TextFormatter, request_id


def make_record(message: str, *arguments: object, **extra: object) -> logging.LogRecord:
    logger = logging.getLogger("app.example")
    return logger.makeRecord(
        "app.example", logging.INFO, __file__, 1, message, arguments, None, extra=dict(extra)
    )


@pytest.fixture(params=[JsonFormatter(), TextFormatter()], ids=["json", "text"])
def formatter(request: pytest.FixtureRequest) -> logging.Formatter:
    found: logging.Formatter = request.param
    return found


def test_a_json_line_holds_time_level_message_fields_and_request_id() -> None:
    token = request_id.set("abc-123")
    line = json.loads(JsonFormatter().format(make_record("took %d", 3, path="/x")))
    request_id.reset(token)
    assert line.pop("time").endswith("Z")
    assert line == {
        "level": "info", "logger": "app.example", "message": "took 3", "request_id": "abc-123",
        "path": "/x",
    }  # fmt: skip


def test_a_password_in_a_url_never_reaches_the_log(formatter: logging.Formatter) -> None:
    record = make_record("no %s", "postgresql://u:ses@me@db/srq", url="http://u:sesame@x/")
    error = ValueError("postgresql://u:sesame@db/srq")
    record.exc_info = (ValueError, error, None)
    line = formatter.format(record)
    assert "ses" not in line
    assert "u:***@db/srq" in line


def test_a_message_cannot_forge_a_second_line(formatter: logging.Formatter) -> None:
    line = formatter.format(make_record("%s", "a\nb\r\x1b[31m\0", path="/\n2026 forged"))
    assert "\n" not in line
    assert "\x1b" not in line
    assert "\0" not in line
