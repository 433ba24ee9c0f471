"""Mail against a real SMTP server on loopback, with TLS and without."""

import contextlib
import email
import logging
import re
import shutil
import ssl
import subprocess
from collections.abc import Iterator
from email.message import EmailMessage
from email.policy import default as parsing
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from app.kernel import mail
from app.kernel.errors import PermanentFailureError, StartRefusedError
from app.kernel.mail import MailNotSentError, MailRefusedError, MailSettings, Message
from tests.fakes.tcp import black_hole, free_port

# aiosmtpd says so itself when it is asked to do without TLS, as one test wants it.
pytestmark = pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")
OPENSSL = shutil.which("openssl")
GREETING = Message("ann@example.org", "Welcome", "Hello Ann.\n")


class Postbox:
    """Takes mail in, and answers to some recipients as a test wants it."""

    def __init__(self) -> None:
        self.envelopes: list[Envelope] = []
        self.logins: list[tuple[bytes, bytes, bool]] = []
        self.answers: dict[str, str] = {}
        self.answer_to_data = "250 OK"

    async def handle_RCPT(  # noqa: N802  aiosmtpd's name
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: object
    ) -> str:
        answer = self.answers.get(address, "250 OK")
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(  # noqa: N802  the same
        self, _server: SMTP, _session: Session, envelope: Envelope
    ) -> str:
        if self.answer_to_data.startswith("250"):
            self.envelopes.append(envelope)
        return self.answer_to_data

    def log_in(
        self, _server: SMTP, session: Session, _envelope: Envelope, _how: str, given: object
    ) -> AuthResult:
        assert isinstance(given, LoginPassword)
        self.logins.append((given.login, given.password, session.ssl is not None))
        return AuthResult(success=given.password == b"p@ss w\xc3\xb6rd", handled=False)

    def only_mail(self) -> EmailMessage:
        """What came; a property would be read by aiosmtpd, which looks through its handler."""
        (envelope,) = self.envelopes
        assert isinstance(envelope.original_content, bytes)
        parsed = email.message_from_bytes(envelope.original_content, policy=parsing)
        assert isinstance(parsed, EmailMessage)
        return parsed


@pytest.fixture
def postbox() -> Postbox:
    return Postbox()


@contextlib.contextmanager
def serving(postbox: Postbox, **options: Any) -> Iterator[int]:
    controller = Controller(
        postbox, hostname="127.0.0.1", port=free_port(), authenticator=postbox.log_in, **options
    )
    controller.start()
    try:
        yield controller.port
    finally:
        controller.stop()


@pytest.fixture
def plain_port(postbox: Postbox) -> Iterator[int]:
    with serving(postbox, auth_require_tls=False) as port:
        yield port


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A certificate of 127.0.0.1 that signs itself, and its key."""
    if OPENSSL is None:
        pytest.skip("openssl is not installed here")
    place = tmp_path_factory.mktemp("certificate")
    chain, key = place / "chain.pem", place / "key.pem"
    subprocess.run(
        [
            *(OPENSSL, "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"),
            *("-nodes", "-days", "2", "-subj", "/CN=127.0.0.1", "-out", str(chain)),
            *("-keyout", str(key), "-addext", "subjectAltName=IP:127.0.0.1"),
        ],
        check=True,
        capture_output=True,
    )
    return chain, key


@pytest.fixture
def server_tls(certificate: tuple[Path, Path]) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*certificate)
    return context


@pytest.fixture
def trusted(certificate: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    """As if the machine's certificate authorities had signed it."""
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate[0]))


def settings(port: int, security: str = "none", **environ: str) -> MailSettings:
    return MailSettings.from_environment(
        {
            "SMTP_HOST": "127.0.0.1",
            "SMTP_PORT": str(port),
            "SMTP_SECURITY": security,
            "MAIL_FROM": "SRQ Happenings <no-reply@example.org>",
            "SITE_URL": "https://srq.example.org",
            **environ,
        }
    )


LOGIN = {"SMTP_USER": "mailer", "SMTP_PASSWORD": "p@ss wörd"}


async def test_a_mail_arrives_with_everything_it_needs(postbox: Postbox, plain_port: int) -> None:
    text = "Grüße aus Sarasota 🐬\n\n.\n" + "x" * 2000 + "\n"
    message = Message("ann@example.org", "Schöne Grüße", text, to_name='Ännchen "A." Löwe')
    await mail.send(settings(plain_port), message)
    came = postbox.only_mail()
    assert (postbox.envelopes[0].mail_from, postbox.envelopes[0].rcpt_tos) == (
        "no-reply@example.org",
        ["ann@example.org"],
    )
    assert came["From"] == "SRQ Happenings <no-reply@example.org>"
    (recipient,) = came["To"].addresses
    assert (recipient.display_name, recipient.addr_spec) == ('Ännchen "A." Löwe', "ann@example.org")
    assert came["Subject"] == "Schöne Grüße"
    assert came["Date"].datetime is not None
    assert re.fullmatch(r"<[^@\s]+@srq\.example\.org>", came["Message-ID"])
    assert came["Auto-Submitted"] == "auto-generated"
    assert came.get_content().replace("\r\n", "\n") == text


@pytest.mark.parametrize("where", ["subject", "to_name"])
async def test_a_line_break_begins_no_header(postbox: Postbox, plain_port: int, where: str) -> None:
    evil = "x\r\nBcc: eve@example.org\r\n\r\nNot the text\u2028Bcc: eve@example.org\0"
    texts = {"subject": "Hello", "to_name": "Ann"} | {where: evil}
    await mail.send(settings(plain_port), Message("ann@example.org", text="The text\n", **texts))
    assert postbox.envelopes[0].rcpt_tos == ["ann@example.org"]
    assert postbox.only_mail()["Bcc"] is None
    assert postbox.only_mail().get_content() == "The text\r\n"


@pytest.mark.parametrize(
    "to",
    [
        "",
        "ann",
        "ann@",
        "@example.org",
        "ann@example.org, eve@example.org",
        "Ann <ann@example.org>",
        "ann@example.org\r\nRCPT TO:<eve@example.org>",
        "ann@example.org> SIZE=1",
        "friends: ann@example.org;",
    ],
)
async def test_what_is_not_one_address_is_refused_for_good(
    postbox: Postbox, plain_port: int, to: str
) -> None:
    with pytest.raises(MailRefusedError):
        await mail.send(settings(plain_port), Message(to, "Hello", "Hello\n"))
    assert postbox.envelopes == []


async def test_an_unknown_recipient_is_refused_for_good(postbox: Postbox, plain_port: int) -> None:
    postbox.answers = {"ann@example.org": "550 5.1.1 <ann@example.org>: no such user"}
    with pytest.raises(MailRefusedError) as refusal:
        await mail.send(settings(plain_port), GREETING)
    assert isinstance(refusal.value, PermanentFailureError)
    assert str(refusal.value) == (
        "The server refused the recipient: 550 5.1.1 <(address)>: no such user"
    )


async def test_what_may_pass_is_told_apart(postbox: Postbox, plain_port: int) -> None:
    postbox.answers = {"ann@example.org": "450 4.2.1 try later"}
    with pytest.raises(MailNotSentError):
        await mail.send(settings(plain_port), GREETING)
    postbox.answers, postbox.answer_to_data = {}, "452 4.3.1 the disk is full"
    with pytest.raises(MailNotSentError):
        await mail.send(settings(plain_port), GREETING)
    postbox.answer_to_data = "554 5.7.1 this is spam"
    with pytest.raises(MailRefusedError):
        await mail.send(settings(plain_port), GREETING)
    with pytest.raises(MailNotSentError):
        await mail.send(settings(free_port()), GREETING)


async def test_a_server_that_never_answers_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mail, "SMTP_SECONDS", 0.2)
    with black_hole() as port, pytest.raises(MailNotSentError):
        await mail.send(settings(port), GREETING)


@pytest.mark.usefixtures("trusted")
async def test_starttls_comes_before_the_password(
    postbox: Postbox, server_tls: ssl.SSLContext
) -> None:
    with serving(postbox, tls_context=server_tls, require_starttls=True) as port:
        await mail.send(settings(port, "starttls", **LOGIN), GREETING)
    assert postbox.logins == [(b"mailer", "p@ss wörd".encode(), True)]
    assert len(postbox.envelopes) == 1


@pytest.mark.usefixtures("trusted")
async def test_tls_from_the_first_byte(postbox: Postbox, server_tls: ssl.SSLContext) -> None:
    with serving(postbox, ssl_context=server_tls, auth_require_tls=False) as port:
        await mail.send(settings(port, "tls", **LOGIN), GREETING)
    assert [password for _, password, _ in postbox.logins] == ["p@ss wörd".encode()]
    assert len(postbox.envelopes) == 1


@pytest.mark.parametrize("security", ["starttls", "tls"])
async def test_nothing_is_said_to_a_server_whose_certificate_nobody_signed(
    postbox: Postbox, server_tls: ssl.SSLContext, security: str
) -> None:
    how = {"tls_context": server_tls} if security == "starttls" else {"ssl_context": server_tls}
    with serving(postbox, **how) as port, pytest.raises(MailNotSentError):
        await mail.send(settings(port, security, **LOGIN), GREETING)
    assert (postbox.logins, postbox.envelopes) == ([], [])


async def test_nothing_is_said_to_a_server_that_offers_no_tls(
    postbox: Postbox, plain_port: int
) -> None:
    with pytest.raises(MailNotSentError):
        await mail.send(settings(plain_port, "starttls", **LOGIN), GREETING)
    assert (postbox.logins, postbox.envelopes) == ([], [])


async def test_without_tls_only_where_that_was_chosen(postbox: Postbox, plain_port: int) -> None:
    await mail.send(settings(plain_port, "none", **LOGIN), GREETING)
    assert postbox.logins == [(b"mailer", "p@ss wörd".encode(), False)]


async def test_a_wrong_password_may_be_put_right(plain_port: int) -> None:
    given = LOGIN | {"SMTP_PASSWORD": "sesame"}
    with pytest.raises(MailNotSentError) as failure:
        await mail.send(settings(plain_port, "none", **given), GREETING)
    assert "sesame" not in str(failure.value)


async def test_without_a_server_the_whole_mail_is_one_record_of_the_log(
    caplog: pytest.LogCaptureFixture,
) -> None:
    message = Message("ann@example.org", "Welcome", "Open https://srq.example.org/x?token=y\n")
    with caplog.at_level(logging.WARNING):
        await mail.send(MailSettings.from_environment({}), message)
    (record,) = caplog.records
    assert {"to": message.to, "subject": message.subject, "text": message.text}.items() <= vars(
        record
    ).items()


@pytest.mark.parametrize(
    ("environ", "sentence"),
    [
        (
            {"SMTP_HOST": "mail.example.org"},
            "SMTP_HOST is set without MAIL_FROM, the address that mail is sent from.",
        ),
        (
            {"SMTP_USER": "mailer"},
            "SMTP_USER and SMTP_PASSWORD belong together: set both or neither.",
        ),
        (
            {"MAIL_FROM": "nobody"},
            (
                "MAIL_FROM is 'nobody', which is no sender such as SRQ Happenings "
                "<no-reply@example.org>."
            ),
        ),
        (
            {"SMTP_SECURITY": "ssl"},
            "SMTP_SECURITY cannot be used: input should be 'starttls', 'tls' or 'none'.",
        ),
        (
            {"SMTP_PORT": "0"},
            "SMTP_PORT cannot be used: input should be greater than or equal to 1.",
        ),
    ],
)
def test_settings_that_cannot_be_are_refused_in_a_sentence(
    environ: dict[str, str], sentence: str
) -> None:
    with pytest.raises(StartRefusedError) as refusal:
        MailSettings.from_environment(environ)
    assert str(refusal.value) == sentence


@pytest.mark.parametrize(
    "sender",
    ["no-reply@example.org", "SRQ <no-reply@example.org>", '"Löwe, A." <no-reply@example.org>'],
)
def test_a_sender_may_have_a_name(sender: str) -> None:
    found = MailSettings.from_environment({"MAIL_FROM": sender}).sender
    assert found is not None
    assert found.addr_spec == "no-reply@example.org"


def test_a_site_with_an_international_name_signs_in_ascii() -> None:
    found = MailSettings.from_environment({"SITE_URL": "https://bücher.example"})
    assert found.own_host == "xn--bcher-kva.example"
