"""schema.org Events as microdata (itemscope, itemprop), turned into the shape of JSON-LD."""

from collections.abc import Iterator
from typing import Any

from lxml import etree, html

from app.events.formats.json_values import Json

_MOST_ELEMENTS = 300_000
_LONGEST_TEXT = 20_000
_LARGEST_PAGE = 5_000_000
_PARSER = html.HTMLParser(
    recover=True, no_network=True, remove_comments=True, remove_pis=True, huge_tree=False
)
_BY_ATTRIBUTE = {
    "a": "href", "link": "href", "area": "href", "img": "src", "source": "src", "video": "src",
    "iframe": "src", "audio": "src", "object": "data", "meta": "content", "data": "value",
    "meter": "value", "time": "datetime",
}  # fmt: skip


def microdata_items(page: str) -> list[Json]:
    """Return every outermost item of a page, its properties as JSON-LD would hold them."""
    if "itemscope" not in page.lower() or len(page) > _LARGEST_PAGE:
        return []
    try:
        root = html.document_fromstring(page, parser=_PARSER)
    except (etree.LxmlError, ValueError):
        return []
    return list(_items(root))


def _items(root: Any) -> Iterator[Json]:
    """Walk once, in document order; `open_` holds the items around an element."""
    open_: list[Json] = []
    for count, (event, element) in enumerate(etree.iterwalk(root, events=("start", "end"))):
        if count > _MOST_ELEMENTS:
            return
        if not isinstance(element.tag, str):
            continue
        is_item = element.get("itemscope") is not None
        if event == "end":
            if is_item:
                open_.pop()
            continue
        name = element.get("itemprop")
        value: Any = _new_item(element) if is_item else None
        if name and open_:
            _put(open_[-1], name, value if is_item else _value(element))
        elif is_item and not open_:
            yield value
        if is_item:
            open_.append(value)


def _new_item(element: Any) -> Json:
    item: Json = {"@type": (element.get("itemtype") or "").split()}
    if element.get("itemid"):
        item["@id"] = element.get("itemid")
    return item


def _put(item: Json, names: str, value: Any) -> None:
    for name in names.split()[:10]:
        plain = name.rstrip("/").rpartition("/")[2]
        item.setdefault(plain, []).append(value)


def _value(element: Any) -> str:
    """Return a property's value (HTML, 5.2.4); `content` counts on every element."""
    content = element.get("content")
    if content is not None:
        return str(content)
    attribute = _BY_ATTRIBUTE.get(element.tag)
    written = element.get(attribute) if attribute else None
    if written is not None:
        return str(written)
    return str(element.xpath("string()"))[:_LONGEST_TEXT].strip()
