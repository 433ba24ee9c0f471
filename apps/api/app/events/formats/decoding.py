"""From bytes to text, so that one damaged byte spoils one character."""

import codecs
import re

from app.events.calendar.sniffing import refuse_oversized, unpacked

_WIDE_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(
    rb"""^<\?xml[^>]{0,100}\bencoding\s*=\s*["']([\w.:-]{1,40})|<meta\b[^>]{0,200}charset\s*=\s*["']?([\w.:-]{1,40})""",
    re.IGNORECASE,
)
_ASCII = bytes(range(32, 127))
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")


def text_of(body: bytes, charset: str | None = None) -> tuple[str, bool]:
    """Return a page's text without control characters, and whether gzip data ended too early.

    UTF-8 first, whatever is declared; then what the header or the page itself declares. Bytes
    that are neither are Windows-1252, one by one. Raises CalendarTooLargeError above 20 MB.
    """
    refuse_oversized(len(body))
    is_cut_off = False
    if body.startswith(b"\x1f\x8b"):
        body, is_cut_off = unpacked(body)
    return _UNPRINTABLE.sub("", _decoded(body, charset)), is_cut_off


def _decoded(body: bytes, charset: str | None) -> str:
    wide = _wide_encoding(body)
    if wide is not None:
        return body.decode(wide, errors="replace")
    body = body.removeprefix(codecs.BOM_UTF8)
    try:
        return body.decode()
    except UnicodeDecodeError:
        written = _DECLARED.search(body[:2048])
        inner = (written[1] or written[2]).decode() if written else None
        for name in (charset, inner):
            if name is not None and _is_single_text_encoding(name):
                return body.decode(name, errors="replace")
        return body.decode(errors=_BY_BYTE)


def _wide_encoding(body: bytes) -> str | None:
    for mark, name in _WIDE_MARKS:
        if body.startswith(mark):
            return name
    head = body[:64]
    if len(head) < len(_ASCII[:8]) or head.count(0) < len(head) // 3:
        return None
    return "utf-16-be" if head[0] == 0 else "utf-16-le"


def _is_single_text_encoding(name: str) -> bool:
    """Whether a declared charset is one that ASCII is part of, and not UTF-8 after all."""
    try:
        codec = codecs.lookup(name)
        return codec.name != "utf-8" and _ASCII.decode(name) == _ASCII.decode()
    except (LookupError, ValueError, TypeError):
        return False


def _windows_1252(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    wrong = error.object[error.start : error.end]
    return "".join(_WINDOWS_1252[byte] for byte in wrong), error.end


_WINDOWS_1252 = [
    bytes([byte]).decode("cp1252", errors="ignore") or chr(byte) for byte in range(256)
]
_BY_BYTE = "windows-1252-by-byte"
codecs.register_error(_BY_BYTE, _windows_1252)
