"""The one way in which fetching fails, with what sort of failure it was."""

from typing import Literal

from app.kernel.errors import Refusal

FailureKind = Literal[
    "address",
    "forbidden_address",
    "dns",
    "connect",
    "tls",
    "timeout",
    "too_large",
    "redirects",
    "http_status",
    "robots",
    "protocol",
]
_LONGEST_SHOWN = 100


class FetchFailedError(Refusal):
    """What an address holds cannot be had; the message says why, and names no more than a host.

    Paths and queries are left out, because those of private calendars are their passwords.
    """

    status = 422
    code = "fetch_failed"

    def __init__(
        self,
        kind: FailureKind,
        detail: str,
        *,
        http_status: int | None = None,
        retry_after: float | None = None,
    ) -> None:
        """Keep what the server answered, and in how many seconds it wants to be asked again."""
        super().__init__(detail)
        self.kind: FailureKind = kind
        self.http_status = http_status
        self.retry_after = retry_after


def shown(foreign: str) -> str:
    """What strangers wrote, as it may stand in a message: printable ASCII, and not much of it."""
    text = "".join(character if " " <= character <= "~" else "?" for character in foreign)
    return text if len(text) <= _LONGEST_SHOWN else f"{text[: _LONGEST_SHOWN - 3]}..."
