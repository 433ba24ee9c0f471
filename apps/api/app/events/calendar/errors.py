"""Why a file as a whole, or one event in it, is not read."""

from app.kernel.errors import Refusal


class NotACalendarError(Refusal):
    """The bytes are no iCalendar stream at all; the message says what they look like."""

    status = 422
    code = "not_a_calendar"


class CalendarTooLargeError(NotACalendarError):
    """The file is larger than any calendar that is read."""

    status = 413
    code = "calendar_too_large"


class UnreadableValueError(ValueError):
    """One property value cannot be read; the message is the reason, without a full stop."""


class EventRefusedError(ValueError):
    """One VEVENT is left out; the message is a sentence, `line` is where it went wrong."""

    def __init__(self, reason: str, line: int) -> None:
        """Keep the 1-based physical line beside the reason."""
        super().__init__(reason)
        self.line = line
