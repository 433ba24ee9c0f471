"""Who publishes in the demo city, where things happen, and under which headings."""

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class DemoCategory:
    """A heading, by the registry's slug."""

    slug: str
    name: str


@dataclass(frozen=True, slots=True)
class DemoFeedEntry:
    """One calendar of a source; `file` lies in the feeds folder, `url` answers nowhere."""

    slug: str
    name: str
    file: str
    url: str


@dataclass(frozen=True, slots=True)
class DemoSource:
    """A publisher: own_venue, organiser, city or media; a lower rank is believed first."""

    slug: str
    name: str
    kind: str
    rank: int
    website: str
    feeds: tuple[DemoFeedEntry, ...]


@dataclass(frozen=True, slots=True)
class DemoVenue:
    """An invented place; the aliases are other ways in which the feeds write it."""

    slug: str
    name: str
    address: str
    area: str
    website: str | None
    description: str | None
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DemoCatalogue:
    """Everything about the demo city that does not depend on the day."""

    categories: tuple[DemoCategory, ...]
    sources: tuple[DemoSource, ...]
    venues: tuple[DemoVenue, ...]


@cache
def demo_catalogue() -> DemoCatalogue:
    """Read the catalogue that lies beside this module."""
    text = (files(__package__) / "catalogue.json").read_text(encoding="utf-8")
    document: dict[str, list[dict[str, Any]]] = json.loads(text)
    return DemoCatalogue(
        categories=tuple(DemoCategory(**category) for category in document["categories"]),
        sources=tuple(
            DemoSource(
                **{
                    **source,
                    "feeds": tuple(DemoFeedEntry(**feed) for feed in source["feeds"]),
                }
            )
            for source in document["sources"]
        ),
        venues=tuple(
            DemoVenue(**{**venue, "aliases": tuple(venue["aliases"])})
            for venue in document["venues"]
        ),
    )
