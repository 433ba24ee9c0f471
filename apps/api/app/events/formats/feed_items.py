"""RSS and Atom taken apart item by item, so that one broken item costs no other.

Items are cut out of the text before any XML is parsed: an unclosed element or CDATA section then
ends with its item. Nothing outside the feed is ever loaded, no entity is ever expanded.
"""

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import entities, escape, unescape

from lxml import etree

_MOST_ITEMS = 100_000
_LONGEST_ITEM = 1_000_000
_ITEM = re.compile(r"<(?:[\w-]{1,20}:)?(?:item|entry)(?=[\s>])[^<>]{0,2000}>", re.IGNORECASE)
_ITEM_END = re.compile(r"</(?:[\w-]{1,20}:)?(?:item|entry)\s*>", re.IGNORECASE)
_FEED = re.compile(r"<(?:[\w-]{1,20}:)?(?:rss|rdf|feed|channel)(?=[\s>])", re.IGNORECASE)
_PAGE = re.compile(r"<(?:!doctype\s+html|html)\b", re.IGNORECASE)
_FEED_END = re.compile(
    r"</(?:[\w-]{1,20}:)?(?:rss|rdf|feed|channel)\s*>\s*(?:<!--|$)", re.IGNORECASE
)
_NAMESPACE = re.compile(r"""\bxmlns:([A-Za-z_][\w.-]{0,30})\s*=\s*(["'])([^"'<>&]{1,200})\2""")
_PREFIX = re.compile(r"<([A-Za-z_][\w.-]{0,30}):[A-Za-z_]")
_ATTRIBUTE_PREFIX = re.compile(r"\s([A-Za-z_][\w.-]{0,30}):[\w.-]{1,40}\s*=")
_OWN_ENTITIES = re.compile(r"<!ENTITY\b", re.IGNORECASE)
_AMPERSAND = re.compile(r"&(?:#(?:\d{1,7}|[xX][0-9a-fA-F]{1,6});|([A-Za-z][A-Za-z0-9]{1,31});)?")
_TITLE = re.compile(r"<title\b[^<>]*>(.{0,500}?)</title>", re.IGNORECASE | re.DOTALL)
_XML_NAMES = frozenset({"amp", "lt", "gt", "quot", "apos"})
_CORE = (
    "",
    "http://purl.org/rss/1.0/",
    "http://www.w3.org/2005/Atom",
    "http://backend.userland.com/rss2",
)
_UNDECLARED = "urn:undeclared:"
_MOST_PREFIXES = 100
_MOST_LEVELS = 2
_MOST_ELEMENTS = 2_000


@dataclass(frozen=True, slots=True)
class FeedElement:
    """A child of an item: its prefix as the feed means it, its name in lower case, its content.

    `prefix` is "" for the elements of RSS and Atom themselves.
    """

    prefix: str
    name: str
    text: str
    attributes: dict[str, str]
    children: list["FeedElement"] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class FeedItem:
    """One item; `line` is where it begins (1-based), `fault` what is wrong with its XML."""

    line: int
    elements: list[FeedElement]
    fault: str | None
    is_closed: bool


def is_feed(text: str) -> bool:
    """Whether a text is RSS or Atom, judged by its beginning."""
    feed, page = _FEED.search(text[:8192]), _PAGE.search(text[:8192])
    return feed is not None and (page is None or feed.start() < page.start())


def is_whole(text: str) -> bool:
    """Whether the feed's last element is closed."""
    return _FEED_END.search(text[-2048:].rstrip()) is not None


def declares_entities(text: str) -> bool:
    """Whether a feed's DTD defines entities, which are never expanded."""
    return _OWN_ENTITIES.search(text[:8192]) is not None


def title_of(text: str) -> str:
    """Return the feed's own title as written."""
    first = _ITEM.search(text)
    found = _TITLE.search(text[: first.start() if first is not None else len(text)][:20_000])
    return found[1] if found is not None else ""


def feed_items(text: str) -> Iterator[FeedItem]:
    """Yield every item of a feed, in its order."""
    namespaces = _namespaces(text)
    openings = _ITEM.finditer(text)
    opening = next(openings, None)
    line, counted = 1, 0
    for _ in range(_MOST_ITEMS):
        if opening is None:
            return
        following = next(openings, None)
        end = following.start() if following is not None else len(text)
        line += text.count("\n", counted, opening.start())
        counted = opening.start()
        yield _item(text[opening.start() : min(end, counted + _LONGEST_ITEM)], line, namespaces)
        opening = following


def _namespaces(text: str) -> dict[str, str]:
    """Return the prefixes that are declared before the first item."""
    first = _ITEM.search(text)
    head = text[: first.start() if first is not None else len(text)][:50_000]
    return {found[1]: found[3] for found in _NAMESPACE.finditer(head)}


def _item(chunk: str, line: int, namespaces: dict[str, str]) -> FeedItem:
    ends = list(_ITEM_END.finditer(chunk))
    is_closed = bool(ends)
    body = chunk[_start_of_body(chunk) : ends[-1].start() if ends else len(chunk)]
    body = _AMPERSAND.sub(_known_to_xml, body)
    declared = {prefix: namespaces.get(prefix, uri) for prefix, uri in _undeclared(body).items()}
    head = "".join(f' xmlns:{prefix}="{uri}"' for prefix, uri in declared.items())
    markup = f"<item{head}>{body}</item>"
    try:
        root, fault = etree.fromstring(markup, _parser(recover=False)), None
    except (etree.XMLSyntaxError, ValueError) as error:
        fault = _reason(error)
        root = _recovered(markup)
    elements: list[FeedElement] = []
    if root is not None and fault is None:
        elements = [_element(each) for each in _children(root)]
    elif root is not None:  # what is nested may only be so because something is not closed
        nested = itertools.islice(root.iterdescendants(), _MOST_ELEMENTS)
        elements = [_element(each, _MOST_LEVELS) for each in nested if isinstance(each.tag, str)]
    return FeedItem(line, elements, fault, is_closed)


def _start_of_body(chunk: str) -> int:
    opening = _ITEM.match(chunk)
    return opening.end() if opening is not None else 0


def _parser(*, recover: bool) -> etree.XMLParser:
    return etree.XMLParser(
        recover=recover,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        strip_cdata=True,
    )


def _recovered(markup: str) -> etree._Element | None:
    try:
        root = etree.fromstring(markup, _parser(recover=True))
    except (etree.XMLSyntaxError, ValueError):
        return None
    return root if root is not None and len(root) else None


def _children(element: etree._Element) -> list[etree._Element]:
    return [child for child in element if isinstance(child.tag, str)]


def _element(element: etree._Element, depth: int = 0) -> FeedElement:
    namespace, _, local = element.tag.rpartition("}")
    own, colon, name = local.rpartition(":")  # of a prefix that the parser did not resolve
    prefix = "" if namespace.lstrip("{") in _CORE and not colon else element.prefix or own or "?"
    children = _children(element) if depth < _MOST_LEVELS else []
    return FeedElement(
        prefix=prefix.lower(),
        name=name.lower(),
        text=_text(element) if depth < _MOST_LEVELS else element.text or "",
        attributes={_local(key): value for key, value in element.attrib.items()},
        children=[_element(each, depth + 1) for each in children],
    )


def _text(element: etree._Element) -> str:
    """Return an element's text; of XHTML inside (Atom), its markup."""
    if len(element):
        inner = "".join(
            etree.tostring(child, encoding="unicode")
            for child in element
            if isinstance(child.tag, str)
        )
        return (element.text or "") + inner
    return element.text or ""


def _local(name: str) -> str:
    return name.rpartition("}")[2].rpartition(":")[2].lower()


def _undeclared(body: str) -> dict[str, str]:
    """Return prefixes that an item uses, so that one that nobody declared can be read as well."""
    used = [*_PREFIX.findall(body), *_ATTRIBUTE_PREFIX.findall(body)]
    unique = [prefix for prefix in dict.fromkeys(used) if not prefix.lower().startswith("xml")]
    return {prefix: f"{_UNDECLARED}{prefix}" for prefix in unique[:_MOST_PREFIXES]}


def _known_to_xml(found: re.Match[str]) -> str:
    """Return a named entity of HTML as a number, and an ampersand that begins none escaped."""
    name = found[1]
    if found[0].startswith("&#"):
        return escape(unescape(found[0]))  # "" for what is no character
    if name in _XML_NAMES:
        return found[0]
    code = entities.name2codepoint.get(name or "")
    return f"&#{code};" if code is not None else f"&amp;{found[0][1:]}"


def _reason(error: Exception) -> str:
    return str(error).partition(", line")[0][:100]
