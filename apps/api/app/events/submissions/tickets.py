"""What is signed for people without an account: when a form was opened, and who may edit.

Both are made from the secret of mailed links, each for its purpose alone, so that nothing is
stored that could open a submission: of its edit token only the SHA-256.
"""

import base64
import hashlib
import hmac
import re
from datetime import timedelta
from typing import Final
from uuid import UUID

from app.events.submissions.errors import FormTokenError
from app.identity.tokens import Keys
from app.kernel import clock

SHORTEST_FILLING: Final = timedelta(seconds=3)
LONGEST_FILLING: Final = timedelta(hours=24)
_FORM: Final = b"events: opened form"
_EDIT: Final = b"events: edit token"
_FORM_TOKEN: Final = re.compile(r"(\d{1,12})\.([\w-]{43})", re.ASCII)


def form_token(keys: Keys) -> str:
    """Say when a form was opened."""
    moment = str(int(clock.now().timestamp()))
    return f"{moment}.{_signature(keys.link.current, _FORM, moment)}"


def check_form_token(keys: Keys, token: str) -> None:
    """Refuse a form that was filled in faster than anybody types, or that is a day old."""
    match = _FORM_TOKEN.fullmatch(token)
    if match is None or not _is_signed(keys, _FORM, match[1], match[2]):
        raise FormTokenError("This form is not one of ours; load the page again and send it then.")
    seconds = clock.now().timestamp() - int(match[1])
    if seconds < SHORTEST_FILLING.total_seconds():
        raise FormTokenError("That was very quick; wait three seconds and send it again.")
    if seconds > LONGEST_FILLING.total_seconds():
        raise FormTokenError(
            "This form has lain open for more than a day; load the page again and send it then."
        )


def edit_token(keys: Keys, submission_id: UUID) -> str:
    """The token by which whoever made a submission comes back to it: 32 bytes."""
    return _signature(keys.link.current, _EDIT, str(submission_id))


def edit_token_digest(token: str) -> bytes:
    """How an edit token is stored; nobody could guess it, so a plain SHA-256 hides it."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).digest()


def known_edit_token(keys: Keys, submission_id: UUID, stored: bytes) -> str | None:
    """The token behind a digest, by the present secret or the one before it; None by neither."""
    made = (_signature(secret, _EDIT, str(submission_id)) for secret in keys.link)
    return next((token for token in made if edit_token_digest(token) == stored), None)


def _is_signed(keys: Keys, purpose: bytes, told: str, signature: str) -> bool:
    return any(
        hmac.compare_digest(_signature(secret, purpose, told), signature) for secret in keys.link
    )


def _signature(secret: bytes, purpose: bytes, told: str) -> str:
    key = hmac.digest(secret, purpose, "sha256")
    return base64.urlsafe_b64encode(hmac.digest(key, told.encode(), "sha256")).rstrip(b"=").decode()
