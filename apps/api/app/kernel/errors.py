"""The ways in which the application says no."""

from typing import ClassVar


class Refusal(Exception):  # noqa: N818  a refusal is an answer, not a fault
    """An answer that the caller can act on; its message is a sentence for a person.

    Subclasses name the HTTP status that fits and a stable code that clients may compare.
    """

    status: ClassVar[int]
    code: ClassVar[str]
    # What the request has done so far is undone, unless it must outlive the refusal.
    keeps_changes: ClassVar[bool] = False

    def __init__(self, detail: str) -> None:
        """Keep `detail`, one sentence, as the message."""
        super().__init__(detail)
        self.detail = detail

    def headers(self) -> dict[str, str]:
        """Response headers that belong to the refusal, such as `retry-after`."""
        return {}


class StartRefusedError(Exception):
    """The process must not start as it is configured; the message is one sentence."""


class PermanentFailureError(Exception):
    """What was tried cannot succeed later either; a job that raises it is not tried again."""


class DatabaseUnavailableError(Refusal):
    """The database cannot be asked just now; asking again later may succeed."""

    status = 503
    code = "database_unavailable"

    def __init__(self, detail: str = "The database cannot be reached at the moment.") -> None:
        """Say nothing about hosts or causes: those belong in the log."""
        super().__init__(detail)

    def headers(self) -> dict[str, str]:
        """Ask again in two seconds: most outages are restarts."""
        return {"retry-after": "2"}
