"""What people may write into the fields of a form: trimmed, bounded, and nothing invisible."""

from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, StringConstraints

from app.events.rules import on_one_line, refuse_controls

LONGEST_TITLE = 200
LONGEST_LINE = 300
LONGEST_TEXT = 10_000


def _web_address(url: str) -> str:
    message = "must be an address of the web such as https://example.org/page"
    try:
        parts = urlsplit(refuse_controls(url))
        _ = parts.port
    except ValueError:
        raise ValueError(message) from None
    if parts.scheme not in {"http", "https"} or not parts.hostname or any(map(str.isspace, url)):
        raise ValueError(message)
    return url


Title = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=LONGEST_TITLE),
    AfterValidator(on_one_line),
]
Line = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=LONGEST_LINE),
    AfterValidator(on_one_line),
]
Reason = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=500),
    AfterValidator(on_one_line),
]
Words = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=LONGEST_TEXT),
    AfterValidator(refuse_controls),
]
WebAddress = Annotated[
    str,
    StringConstraints(strip_whitespace=True, max_length=2000),
    AfterValidator(_web_address),
]
Slug = Annotated[
    str, StringConstraints(strip_whitespace=True, to_lower=True, pattern=r"^[a-z0-9-]{1,80}$")
]
