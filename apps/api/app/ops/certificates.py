"""When a TLS certificate begins and ends, read without verifying it: an expired one is told too."""

import asyncio
import ssl
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

PATIENCE_SECONDS: Final = 10.0
_INTEGER, _SEQUENCE, _VERSION = 0x02, 0x30, 0xA0
_UTC_TIME, _GENERALIZED_TIME = 0x17, 0x18
_LONG_FORM: Final = 0x80
_CENTURY_TURNS_AT: Final = 50


class NotACertificateError(ValueError):
    """The bytes are no X.509 certificate in DER."""


@dataclass(frozen=True, slots=True)
class Validity:
    """From when until when a certificate is good."""

    begins_at: datetime
    ends_at: datetime


async def look(host: str, port: int, *, server_name: str) -> Validity:
    """Return the validity of what the server shows to who asks for this name.

    Raises OSError where no connection stands in time, NotACertificateError for what is none.
    """
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    async with asyncio.timeout(PATIENCE_SECONDS):
        _, writer = await asyncio.open_connection(
            host, port, ssl=context, server_hostname=server_name
        )
    try:
        shown = writer.get_extra_info("ssl_object").getpeercert(binary_form=True)
    finally:
        writer.transport.abort()
    return read_validity(shown or b"")


def read_validity(certificate: bytes) -> Validity:
    """Read the validity of a DER certificate (RFC 5280 section 4.1)."""
    try:
        outer = next(_elements(certificate))
        to_be_signed = next(_elements(outer[1]))
        fields = _elements(to_be_signed[1])
        first = next(fields)
        if first[0] == _VERSION:
            first = next(fields)
        algorithm, issuer, validity = next(fields), next(fields), next(fields)
        begins, ends = _elements(validity[1])
        tags = [outer[0], to_be_signed[0], first[0], algorithm[0], issuer[0], validity[0]]
        if tags != [_SEQUENCE, _SEQUENCE, _INTEGER, _SEQUENCE, _SEQUENCE, _SEQUENCE]:
            raise NotACertificateError("its parts are not those of a certificate")
        return Validity(_moment(*begins), _moment(*ends))
    except (StopIteration, IndexError, ValueError) as error:
        raise NotACertificateError("what was shown is no certificate") from error


def _elements(encoded: bytes) -> Iterator[tuple[int, bytes]]:
    """Tag and contents of each element of DER (X.690 section 8.1), one after the other."""
    position = 0
    while position < len(encoded):
        tag, length = encoded[position], encoded[position + 1]
        position += 2
        if length & _LONG_FORM:
            size = length & ~_LONG_FORM
            length = int.from_bytes(encoded[position : position + size], "big")
            position += size
        if position + length > len(encoded):
            raise NotACertificateError("it ends too soon")
        yield tag, encoded[position : position + length]
        position += length


def _moment(tag: int, contents: bytes) -> datetime:
    """RFC 5280 section 4.1.2.5: two digits of the year below 50 are of the 21st century."""
    text = contents.decode("ascii")
    if tag == _UTC_TIME:
        text = ("20" if int(text[:2]) < _CENTURY_TURNS_AT else "19") + text
    elif tag != _GENERALIZED_TIME:
        raise NotACertificateError("it has no validity")
    return datetime.strptime(text, "%Y%m%d%H%M%SZ").replace(tzinfo=UTC)
