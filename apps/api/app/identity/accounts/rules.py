"""What e-mail addresses and names may look like, and when two addresses are the same."""

import unicodedata
from typing import Final

from email_validator import EmailNotValidError, validate_email

LONGEST_EMAIL: Final = 254
LONGEST_NAME: Final = 80
# Marks that turn the direction of the text around them (Unicode Standard Annex 9).
_DIRECTION_MARKS: Final = frozenset(
    "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)


def parse_email(text: str) -> str:
    """A deliverable address (RFC 5321, RFC 6531); raises ValueError with a sentence."""
    try:
        return validate_email(text.strip(), check_deliverability=False).normalized
    except EmailNotValidError:
        message = "This is no e-mail address such as name@example.org."
        raise ValueError(message) from None


def email_key(email: str) -> str:
    """The form in which equal addresses are equal: case does not count."""
    return unicodedata.normalize("NFKC", email.strip()).casefold()


def parse_display_name(text: str) -> str:
    """A name on one line, spaces squeezed; raises ValueError with a sentence."""
    name = " ".join(unicodedata.normalize("NFC", text).split())
    if not name:
        message = "A name needs at least one letter."
        raise ValueError(message)
    if any(unicodedata.category(c) in {"Cc", "Cs", "Co", "Cn"} for c in name):
        message = "A name cannot hold control characters."
        raise ValueError(message)
    if not _DIRECTION_MARKS.isdisjoint(name):
        message = "A name cannot hold marks that turn the direction of the text."
        raise ValueError(message)
    return name
