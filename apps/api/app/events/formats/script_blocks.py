"""The blocks of JSON-LD in a web page, found without trusting the markup around them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_MOST_BLOCKS = 2_000
_OPENING = re.compile(r"application/ld\+json[^<>]{0,300}>", re.IGNORECASE)
_CLOSING = re.compile(r"</script", re.IGNORECASE)
_HIDDEN = re.compile(
    r"<!--(?:(?!-->|<!--|<script)[\s\S]){0,2000}<script(?:(?!-->|<!--|<script)[\s\S]){0,100000}</script"
    r"(?:(?!-->|<!--|<script)[\s\S]){0,2000}-->",
    re.IGNORECASE,
)


_BEGINNING = re.compile(r"<(?:html|body)[\s>]", re.IGNORECASE)
_END = re.compile(r"</(?:html|body)\s*>", re.IGNORECASE)
_CDATA, _CDATA_END = "<![CDATA[", "]]>"


@dataclass(frozen=True, slots=True)
class Block:
    """One block of JSON; `line` is where it begins (1-based), `is_closed` whether it ends.

    `beyond` is what stands up to the next block: the rest of the JSON where a text in it says
    </script>.
    """

    text: str
    line: int
    is_closed: bool
    beyond: str = ""


def json_ld_blocks(page: str) -> Iterator[Block]:
    """Yield every block, also of pages that are cut off; a page of bare JSON is one block.

    Blocks that an HTML comment switches off are left out.
    """
    if page.lstrip()[:1] in ("{", "["):
        yield Block(page, 1, is_closed=True)
        return
    page = _HIDDEN.sub(_only_line_ends, page) if "<!--" in page else page
    position, line, counted = 0, 1, 0
    for _ in range(_MOST_BLOCKS):
        opening = _OPENING.search(page, position)
        if opening is None:
            return
        closing = _CLOSING.search(page, opening.end())
        end = closing.start() if closing is not None else len(page)
        line += page.count("\n", counted, opening.end())
        counted = opening.end()
        text = _without_cdata(page[opening.end() : end])
        following = _OPENING.search(page, end)
        beyond = page[end : following.start() if following is not None else len(page)]
        yield Block(text, line, closing is not None, beyond if '"@type"' in beyond else "")
        position = end


def is_unended(page: str) -> bool:
    """Whether a page begins as a document and never ends, as one that was cut off."""
    return _BEGINNING.search(page[:8192]) is not None and _END.search(page) is None


def _without_cdata(text: str) -> str:
    """Return a script without the marks that XHTML's templates put around it."""
    head, mark, rest = text.partition(_CDATA)
    if mark and not head.strip(" \t\r\n/*"):
        text = head.replace("/", "").replace("*", "") + rest.removeprefix("*/")
    body, mark, rest = text.rpartition(_CDATA_END)
    if mark and not rest.strip(" \t\r\n/*"):
        text = body.rstrip("/*")
    return text


def _only_line_ends(found: re.Match[str]) -> str:
    return "\n" * found[0].count("\n")
