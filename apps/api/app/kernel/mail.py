"""Mail: through the operator's SMTP server, or printed to the log where there is none."""

import logging
import re
from dataclasses import dataclass
from email.errors import HeaderParseError
from email.headerregistry import Address, AddressHeader
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, make_msgid
from typing import Annotated, Final, Literal, Self
from urllib.parse import urlsplit

import aiosmtplib
from pydantic import BeforeValidator, Field, SecretStr, model_validator

from app.kernel.clock import now
from app.kernel.environment import EnvironmentSettings, lower_case
from app.kernel.errors import PermanentFailureError
from app.kernel.settings import SiteUrl

SMTP_SECONDS: Final = 20.0
_ANY_ADDRESS: Final = re.compile(r"[^\s<>]+@[^\s<>]+")

logger = logging.getLogger(__name__)


class MailNotSentError(Exception):
    """The server did not take the mail this time; later it may."""


class MailRefusedError(PermanentFailureError):
    """The server will never take this mail: there is no such recipient, for one."""


def _parse_sender(value: object) -> object:
    if not isinstance(value, str):
        return value
    addresses = _addresses(value.strip())
    if len(addresses) != 1:
        message = (
            f"MAIL_FROM is '{value.strip()}', which is no sender such as "
            "SRQ Happenings <no-reply@example.org>"
        )
        raise ValueError(message)
    return addresses[0]


def _addresses(text: str) -> tuple[Address, ...]:
    """What a From or To header holds; nothing where any of it cannot be read."""
    try:
        header = SMTP.header_factory("To", text)
    except (ValueError, HeaderParseError, IndexError):
        return ()
    if header.defects or not isinstance(header, AddressHeader) or not text.isprintable():
        return ()
    addresses: tuple[Address, ...] = header.addresses
    return addresses if all(a.username and a.domain for a in addresses) else ()


class MailSettings(EnvironmentSettings):
    """Which server sends the mail, and in whose name; without a host it is printed to the log."""

    model_config = EnvironmentSettings.model_config | {"arbitrary_types_allowed": True}

    host: str | None = Field(default=None, validation_alias="SMTP_HOST")
    port: int = Field(default=587, ge=1, le=65535, validation_alias="SMTP_PORT")
    user: str | None = Field(default=None, validation_alias="SMTP_USER")
    password: SecretStr | None = Field(default=None, validation_alias="SMTP_PASSWORD")
    security: Annotated[Literal["starttls", "tls", "none"], BeforeValidator(lower_case)] = Field(
        default="starttls", validation_alias="SMTP_SECURITY"
    )
    sender: Annotated[Address | None, BeforeValidator(_parse_sender)] = Field(
        default=None, validation_alias="MAIL_FROM"
    )
    site_url: SiteUrl = Field(default="http://localhost:3000", validation_alias="SITE_URL")

    @model_validator(mode="after")
    def _refuse_half_a_server(self) -> Self:
        if self.host is not None and self.sender is None:
            message = "SMTP_HOST is set without MAIL_FROM, the address that mail is sent from"
            raise ValueError(message)
        if (self.user is None) != (self.password is None):
            message = "SMTP_USER and SMTP_PASSWORD belong together: set both or neither"
            raise ValueError(message)
        return self

    @property
    def own_host(self) -> str:
        """The name by which this machine greets the server and signs the mail's id."""
        name = urlsplit(self.site_url).hostname or "localhost"
        return name.encode("idna").decode("ascii") if not name.isascii() else name


@dataclass(frozen=True, slots=True)
class Message:
    """A mail to one person, in plain text."""

    to: str
    subject: str
    text: str
    to_name: str = ""


async def send(settings: MailSettings, message: Message) -> None:
    """Hand the mail to the server, or print it where none is set.

    Raises MailRefusedError where that is hopeless and MailNotSentError where it is not. Neither
    repeats an address: both are logged.
    """
    if settings.host is None:
        logger.warning(
            "SMTP_HOST is not set, so this mail is printed instead of sent.",
            extra={"to": message.to, "subject": message.subject, "text": message.text},
        )
        return
    mail = compose(settings, message)
    try:
        await _hand_over(settings, mail, to=message.to)
    except aiosmtplib.SMTPRecipientsRefused as error:
        refused = error.recipients[0]
        raise _failure(refused.code, refused.message, "the recipient") from None
    except aiosmtplib.SMTPNotSupported as error:
        raise MailRefusedError(_without_addresses(error.message)) from None
    except aiosmtplib.SMTPDataError as error:
        raise _failure(error.code, error.message, "the mail") from None
    except (aiosmtplib.SMTPException, OSError) as error:
        raise MailNotSentError(_without_addresses(f"{type(error).__name__}: {error}")) from None


def compose(settings: MailSettings, message: Message) -> EmailMessage:
    """The mail with its headers; none of them can begin another, whatever they are made of."""
    recipients = _addresses(message.to)
    if [recipient.addr_spec for recipient in recipients] != [message.to]:
        raise MailRefusedError("The recipient is no address.")
    mail = EmailMessage(policy=SMTP)
    mail["From"] = settings.sender
    mail["To"] = Address(_on_one_line(message.to_name), addr_spec=message.to)
    mail["Subject"] = _on_one_line(message.subject)
    mail["Date"] = format_datetime(now())
    mail["Message-ID"] = make_msgid(domain=settings.own_host)
    # RFC 3834: nobody's holiday notice shall answer this.
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(message.text)
    return mail


async def _hand_over(settings: MailSettings, mail: EmailMessage, *, to: str) -> None:
    """Speak SMTP; nothing is said before TLS stands, unless the operator chose to go without."""
    assert settings.sender is not None  # noqa: S101  the settings have seen to it
    password = settings.password
    await aiosmtplib.send(
        mail,
        sender=settings.sender.addr_spec,
        recipients=[to],
        hostname=settings.host,
        port=settings.port,
        username=settings.user,
        password=None if password is None else password.get_secret_value(),
        use_tls=settings.security == "tls",
        start_tls=settings.security == "starttls",
        local_hostname=settings.own_host,
        timeout=SMTP_SECONDS,
    )


def _failure(code: int, said: str, what: str) -> Exception:
    """RFC 5321 section 4.2.1: 5yz is for good, 4yz for now."""
    sentence = f"The server refused {what}: {code} {_without_addresses(said)}"
    return MailRefusedError(sentence) if code >= 500 else MailNotSentError(sentence)  # noqa: PLR2004


def _on_one_line(text: str) -> str:
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def _without_addresses(text: str) -> str:
    return _ANY_ADDRESS.sub("(address)", _on_one_line(text))
