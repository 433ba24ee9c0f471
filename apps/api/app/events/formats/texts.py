"""Values of any format turned into what a page can show, within the calendar reader's limits."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from html import unescape
from itertools import islice
from urllib.parse import urljoin, urlsplit

from lxml import etree, html

from app.events.calendar.texts import (
    LONGEST_DESCRIPTION,
    LONGEST_LINE,
    LONGEST_URL,
    MOST_CATEGORIES,
)

_ENTITY = re.compile(r"&(?:[a-zA-Z]{2,31}|#\d{1,7}|#[xX][0-9a-fA-F]{1,6});")
_MARKUP = re.compile(r"<(?:/?[a-zA-Z]|!--)")
_BLANKS = re.compile(r"[^\S\n]+")
_BLANK_LINES = re.compile(r"\n{3,}")
_UNSOUND = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
_BLOCKS = frozenset(
    {
        "p", "div", "ul", "ol", "table", "blockquote", "section", "article", "header", "footer",
        "h1", "h2", "h3", "h4", "h5", "h6", "pre", "figure", "dl", "hr", "form",
    }
)  # fmt: skip
_LINES = frozenset({"br", "li", "tr", "dt", "dd", "figcaption", "option"})
_SILENT = frozenset({"script", "style", "noscript", "template", "iframe", "svg", "head", "title"})
_PARSER = html.HTMLParser(
    recover=True, no_network=True, remove_comments=True, remove_pis=True, huge_tree=False
)


def line(value: object) -> str:
    """Return a scalar as one line of at most 500 characters without markup; "" for all else."""
    text = scalar(value)[: LONGEST_LINE * 8]
    if _MARKUP.search(text):
        text = _text_of_markup(text)
    text = " ".join(_without_entities(text).split())
    return text[:LONGEST_LINE].rstrip()


def paragraphs(value: object) -> str | None:
    """Return a scalar as plain text with its paragraphs; markup, also escaped, is taken out."""
    return _paragraphs(scalar(value)[: LONGEST_DESCRIPTION * 4])


@lru_cache(maxsize=16)  # the parts of an event share its description
def _paragraphs(text: str) -> str | None:
    if _MARKUP.search(text):
        text = _text_of_markup(text)
    elif "&lt;" in text and _MARKUP.search(unescape(text)):
        text = _text_of_markup(unescape(text))
    text = _without_entities(text)
    lines = (_BLANKS.sub(" ", each).strip() for each in text.splitlines())
    text = _BLANK_LINES.sub("\n\n", "\n".join(lines)).strip()
    return text[:LONGEST_DESCRIPTION].rstrip() or None


def scalar(value: object) -> str:
    """Return a string or number as text without characters that nothing can store."""
    if isinstance(value, str):
        return value if value.isprintable() else _UNSOUND.sub("", value)
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return ""
    return f"{value:.10g}" if isinstance(value, float) else str(value)


def web_address(value: object, base: str) -> str | None:
    """Return an absolute http or https address, None for every other one."""
    text = unescape(scalar(value)[: LONGEST_URL + 1]).strip()
    if not text or len(text) > LONGEST_URL or any(letter.isspace() for letter in text):
        return None
    if text.lower().startswith("www."):
        text = f"https://{text}"
    try:
        address = urljoin(base, text)
        parts = urlsplit(address)
        is_web = parts.scheme.lower() in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return None
    return address if is_web and len(address) <= LONGEST_URL else None


def names(values: Iterable[object]) -> tuple[str, ...]:
    """Return every name once, in order, at most 50."""
    found = (line(value) for value in islice(values, MOST_CATEGORIES * 4))
    return tuple(dict.fromkeys(name for name in found if name))[:MOST_CATEGORIES]


def joined(*parts: object) -> str | None:
    """Return the parts of an address that say something, each once, between commas."""
    found = [line(part) for part in parts]
    return ", ".join(dict.fromkeys(part for part in found if part))[:LONGEST_LINE] or None


def _text_of_markup(text: str) -> str:
    """Return what a browser shows of markup, blocks as paragraphs."""
    try:
        root = html.document_fromstring(f"<div>{text}</div>", parser=_PARSER)
        return "".join(_pieces(root))
    except (etree.LxmlError, ValueError):
        return re.sub(r"<[^<>]*>", " ", text)


def _pieces(root: html.HtmlElement) -> Iterator[str]:
    silent = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        tag = element.tag
        if not isinstance(tag, str):
            continue
        breaks = "\n\n" if tag in _BLOCKS else "\n" if tag in _LINES else ""
        if event == "start":
            silent += tag in _SILENT
            if not silent:
                yield breaks + _flowing(element, element.text)
        else:
            if not silent and tag in _BLOCKS:
                yield breaks
            silent -= tag in _SILENT
            if not silent:
                yield _flowing(element.getparent(), element.tail)


def _flowing(element: object, text: str | None) -> str:
    """Return text as it flows: line ends count inside <pre> only, and where there is no markup."""
    if not text:
        return ""
    return text if getattr(element, "tag", None) == "pre" else re.sub(r"\s+", " ", text)


def _without_entities(text: str) -> str:
    return _UNSOUND.sub("", unescape(text)) if "&" in text and _ENTITY.search(text) else text
