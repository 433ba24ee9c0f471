"""The headers that make a request conditional, and those that say when to come back."""

import re
from datetime import UTC, timedelta
from email.utils import parsedate_to_datetime
from typing import Final

from app.events.fetching.records import Validators
from app.kernel import clock

LONGEST_WAIT: Final = timedelta(days=1)

# Tags without their quotes are against RFC 9110 section 8.8.3, in use, and sent back as they came.
_FIT_TO_SEND = re.compile(r"[!-~](?:[ -~]{0,254}[!-~])?")
_SECONDS = re.compile(r"[0-9]{1,9}")


def conditional_headers(validators: Validators | None, url: str) -> list[tuple[str, str]]:
    """The conditions of a request for `url`; what is not fit to be sent is left out."""
    if validators is None or validators.given_by not in {None, url}:
        return []
    headers = [
        ("If-None-Match", fit_to_keep(validators.etag)),
        ("If-Modified-Since", fit_to_keep(validators.last_modified)),
    ]
    return [(name, value) for name, value in headers if value is not None]


def fit_to_keep(value: str | None) -> str | None:
    """The validator where it is printable ASCII of at most 256 characters."""
    return value if value is not None and _FIT_TO_SEND.fullmatch(value) else None


def seconds_to_wait(retry_after: str | None) -> float | None:
    """What Retry-After asks for (RFC 9110 section 10.2.3), at most a day; None where it is silent.

    A date that is past asks for no wait.
    """
    text = (retry_after or "").strip()
    if _SECONDS.fullmatch(text):
        return min(float(text), LONGEST_WAIT.total_seconds())
    try:
        date = parsedate_to_datetime(text)
        wait = (date if date.tzinfo else date.replace(tzinfo=UTC)) - clock.now()
    except (ValueError, OverflowError, IndexError, TypeError):
        return None
    return min(max(wait, timedelta()), LONGEST_WAIT).total_seconds()
