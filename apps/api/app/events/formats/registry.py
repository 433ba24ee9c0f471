"""Every adapter by its name."""

from collections.abc import Mapping
from types import MappingProxyType

from app.events.formats.comma_separated import CommaSeparated
from app.events.formats.contract import Adapter
from app.events.formats.google import Google
from app.events.formats.ical import Ical
from app.events.formats.json_ld import JsonLd
from app.events.formats.localist import Localist
from app.events.formats.rss import Rss
from app.events.formats.spreadsheets import Spreadsheet
from app.events.formats.squarespace import Squarespace
from app.events.formats.tribe import Tribe

_ALL: tuple[Adapter, ...] = (
    Ical(), JsonLd(), Rss(), Tribe(), Squarespace(), Localist(), Google(), CommaSeparated(),
    Spreadsheet(),
)  # fmt: skip
ADAPTERS: Mapping[str, Adapter] = MappingProxyType({adapter.name: adapter for adapter in _ALL})
