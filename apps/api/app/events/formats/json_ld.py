"""Web pages with schema.org Events, as JSON-LD or else as microdata."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from app.events.calendar.errors import NotACalendarError
from app.events.calendar.normalising import made_up_uid
from app.events.calendar.records import CalendarReading
from app.events.calendar.sniffing import what_it_looks_like
from app.events.calendar.web_pages import is_html, obstacle
from app.events.formats.clocks import Clock, says_utc_for_local
from app.events.formats.contract import FeedContext, OnePage
from app.events.formats.decoding import text_of
from app.events.formats.gathering import MOST_ITEMS, Draft, Gathering
from app.events.formats.json_pages import Allowance, read_json
from app.events.formats.json_values import Json, listed
from app.events.formats.microdata import microdata_items
from app.events.formats.schema_dates import EventDates, written_starts
from app.events.formats.schema_events import identities, read_draft, with_inherited, with_place_of
from app.events.formats.schema_nodes import Graph, is_series
from app.events.formats.script_blocks import is_unended, json_ld_blocks
from app.events.formats.texts import line

_MOST_LEVELS = 4
_SEVERAL = 2
_MOST_STARTS = 5_000  # looked at to tell whether a page's UTC is meant
_NO_EVENT = (
    "The web page holds no event that a machine can read (no schema.org Event, neither as JSON-LD "
    "nor as microdata)."
)


@dataclass(frozen=True, slots=True)
class _Stated:
    """An event as a page states it; `whole` is the event of which it is merely a date."""

    node: Json
    whole: Json
    graph: Graph
    number: int


class JsonLd(OnePage):
    """Reads the events that a page states for search engines.

    schema.org's startDate, endDate, previousStartDate, eventStatus, eventSchedule, subEvent,
    superEvent, location, offers, organizer, image, url and keywords are read; doorTime is not.
    """

    name = "json_ld"
    label = "Web page with schema.org events"
    accept = "text/html, application/ld+json;q=0.9, */*;q=0.5"

    def read(self, pages: Sequence[bytes], context: FeedContext) -> CalendarReading:
        """Read the events of every page."""
        gathering = Gathering(context)
        stated: list[_Stated] = []
        refusal: str | None = None if pages else "There is no page to read."
        allowance = Allowance()
        for page in pages:
            graph = _graph(page, context, gathering, allowance)
            if graph.events:
                left = max(0, MOST_ITEMS + 1 - len(stated))
                stated += islice(_stated(graph, len(stated)), left)
            else:
                refusal = refusal or _refusal(page, graph)
                gathering.is_partial |= obstacle(page) is not None
        if not stated and refusal is not None:
            raise NotACalendarError(refusal)
        _gather(stated, context, gathering)
        return gathering.reading()


def _graph(page: bytes, context: FeedContext, gathering: Gathering, allowance: Allowance) -> Graph:
    text, is_cut_off = text_of(page, context.charset)
    is_cut_off |= is_unended(text)
    values: list[object] = []
    for block in json_ld_blocks(text):
        read = read_json(block.text, allowance)
        if read.damages and block.beyond:
            read = read_json(block.text + block.beyond, allowance)
        values += read.values
        is_cut_off |= not block.is_closed
        for number, sentence in read.damages:
            is_cut_off = True
            gathering.lose(sentence, None, block.line + number - 1)
    graph = Graph(values)
    if not graph.events:
        listed_pages = graph.item_addresses
        graph = Graph([*microdata_items(text)])
        graph.item_addresses += listed_pages
    gathering.is_partial |= is_cut_off or graph.is_exhausted
    return graph


def _refusal(page: bytes, graph: Graph) -> str:
    if graph.item_addresses:
        return (
            f"The page only lists the addresses of {graph.item_addresses} other pages, "
            "not what takes place when."
        )
    if is_html(page):
        return obstacle(page) or _NO_EVENT
    return what_it_looks_like(page, "a web page with events") or _NO_EVENT


def _stated(graph: Graph, before: int) -> Iterator[_Stated]:
    """Yield every event with its parts; dates of one event are told from events of a festival."""
    number = before
    for event in graph.events:
        node = with_place_of(event, graph.part(event, "superEvent"))
        for part, whole in _with_parts(node, graph, set(), 0):
            number += 1
            yield _Stated(part, whole, graph, number)


def _with_parts(
    node: Json, graph: Graph, seen: set[int], level: int
) -> Iterator[tuple[Json, Json]]:
    subs = graph.sub_events(node) if level < _MOST_LEVELS else []
    parts = [
        with_inherited(sub, node)
        for sub in subs
        if id(sub) not in seen and ("startDate" in sub or "eventSchedule" in sub)
    ]
    seen |= {id(sub) for sub in subs}
    title = line(node.get("name")).casefold()
    if parts and (
        is_series(node) or all(line(each.get("name")).casefold() == title for each in parts)
    ):
        yield from ((part, node) for part in parts)
        return
    if not parts or "startDate" in node or "eventSchedule" in node:
        yield node, node
    for part in parts:
        yield from _with_parts(part, graph, seen, level + 1)


def _gather(stated: list[_Stated], context: FeedContext, gathering: Gathering) -> None:
    starts = list(
        islice((start for each in stated for start in written_starts(each.node)), _MOST_STARTS)
    )
    clock = Clock(context.zone, distrusts_utc=says_utc_for_local(starts, context.zone))
    dates = EventDates(clock, context, gathering)
    identity_of = _identities(stated, context.address)
    known: set[tuple[str, str, str]] = set()
    for each in stated:
        if not gathering.begins_item():
            return
        draft = read_draft(each.node, each.graph, context.address)
        draft.uid = identity_of.get(id(each)) or _stand_in(each, draft)
        if draft.url is None and len(stated) == 1:
            draft.url = context.address
        for times, original in dates.read(each.node, draft, each.number):
            mark = (
                draft.title.casefold(),
                times.start.isoformat(),
                (draft.location or "").casefold(),
            )
            if mark not in known:  # two plugins that describe one event
                known.add(mark)
                gathering.add(draft, times, item=each.number, original=original)


def _stand_in(each: _Stated, draft: Draft) -> str | None:
    """Return one identity for all dates of a series that has none; of other events, None."""
    starts = listed(each.node.get("startDate"))
    if each.whole is each.node and len(starts) < _SEVERAL and "eventSchedule" not in each.node:
        return None
    return made_up_uid(line(each.whole.get("name")), "", draft.location or "")


def _identities(stated: list[_Stated], base: str) -> dict[int, str]:
    """Give each event the best identity that no event with another title claims as well."""
    titles: defaultdict[str, set[str]] = defaultdict(set)
    candidates = [(each, list(identities(each.whole, base))) for each in stated]
    for each, names in candidates:
        for name in names:
            titles[name].add(line(each.whole.get("name")).casefold())
    found: dict[int, str] = {}
    for each, names in candidates:
        own = next((name for name in names if len(titles[name]) == 1), None)
        if own is not None:
            found[id(each)] = own
    return found
