"""What an alert's message says, and how it gets out: by mail, by webhook."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

import httpx2

from app.kernel.mail import Message
from app.kernel.settings import SiteSettings
from app.ops.alerting import Event
from app.ops.models import Alert

WEBHOOK_SECONDS: Final = 15.0
_URGENCY: Final = {"look": "Look at it", "act": "Act now"}


class ReceiverFailedError(Exception):
    """The webhook's receiver did not take the message this time; later it may."""


@dataclass(frozen=True, slots=True)
class Notice:
    """One message, in the forms that its ways out need."""

    subject: str
    text: str
    fields: dict[str, Any]


def notice_of(alert: Alert, event: Event, site: SiteSettings) -> Notice:
    """Say what is wrong, since when, and where to look."""
    address = f"{site.url}/admin/operations"
    headline = f"{_headline(alert, event)}: {alert.title}"
    lines = [alert.sentence, _since(alert, event)]
    fields = {
        "text": "\n".join([f"{site.name}: {headline}", *lines, address]),
        "key": alert.key,
        "severity": alert.severity,
        "event": event,
    }
    text = "\n".join([*lines, "", address, ""])
    return Notice(f"{site.name}: {headline}", text, fields)


def _headline(alert: Alert, event: Event) -> str:
    match event:
        case "closed":
            return "Over"
        case "reminder":
            return f"Still – {_URGENCY[alert.severity].lower()}"
        case _:
            return _URGENCY[alert.severity]


def _since(alert: Alert, event: Event) -> str:
    begun = _moment(alert.first_seen_at)
    if event == "closed" and alert.closed_at is not None:
        return f"That was so from {begun} to {_moment(alert.gone_since or alert.closed_at)}."
    return f"Since {begun}."


def _moment(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M} UTC"


def letter_of(notice: Notice, to: str) -> Message:
    """The notice as a mail."""
    return Message(to, notice.subject, notice.text)


async def post(url: str, notice: Notice) -> None:
    """Post the notice; raises ReceiverFailedError, which never repeats the address."""
    try:
        async with httpx2.AsyncClient(timeout=WEBHOOK_SECONDS, trust_env=False) as client:
            answer = await client.post(url.strip(), json=notice.fields)
    except httpx2.HTTPError as error:
        raise ReceiverFailedError(
            f"The alerts' receiver cannot be reached: {type(error).__name__}."
        ) from None
    if not answer.is_success:
        raise ReceiverFailedError(f"The alerts' receiver answered {answer.status_code}.")
