"""Finding the events in schema.org data, wherever a page hangs them up."""

from collections.abc import Iterator
from typing import Any

from app.events.formats.json_values import Json, listed, part
from app.events.formats.texts import scalar

_MOST_NODES = 200_000
_MOST_DEPTH = 40
# What is inherited or referred to is read again for every event.
_MOST_VALUES = 40
_MOST_PARTS = 5_000
_MOST_TYPES = 20
# Every subtype of Event that people go to; PublicationEvent, DeliveryEvent and the like are none.
EVENT_TYPES = {
    "event": None,
    "businessevent": "Business",
    "childrensevent": "Children",
    "comedyevent": "Comedy",
    "conferenceevent": "Conference",
    "courseinstance": "Course",
    "danceevent": "Dance",
    "educationevent": "Education",
    "eventseries": None,
    "exhibitionevent": "Exhibition",
    "festival": "Festival",
    "foodevent": "Food",
    "hackathon": "Hackathon",
    "literaryevent": "Literary",
    "musicevent": "Music",
    "performingartsevent": "Performing Arts",
    "saleevent": "Sale",
    "screeningevent": "Screening",
    "socialevent": "Social",
    "sportsevent": "Sports",
    "theaterevent": "Theater",
    "visualartsevent": "Visual Arts",
}
# Events under these keys are told with their parent, or are another event that is only mentioned.
_NOT_WALKED = frozenset({"subEvent", "subEvents", "superEvent", "eventSchedule", "@context"})


class Graph:
    """The nodes of one page. A reference ({"@id": …}) stands for the node that has that @id."""

    def __init__(self, values: list[Any]) -> None:
        self._by_id: dict[str, Json] = {}
        self.events: list[Json] = []
        self.item_addresses = 0
        self.is_exhausted = False
        for node in self._walk(values):
            self._keep(node)

    def resolved(self, value: object) -> object:
        """Return the node that a reference means, any other value as it is."""
        if isinstance(value, dict) and isinstance(value.get("@id"), str) and not _says_more(value):
            return self._by_id.get(value["@id"], value)
        return value

    def part(self, node: object, key: str, most: int = _MOST_VALUES) -> list[Any]:
        """Return the first values of a property, references resolved."""
        return [self.resolved(value) for value in listed(part(node, key))[:most]]

    def sub_events(self, node: Json) -> list[Json]:
        """Return the events that are parts of an event."""
        found = [
            *self.part(node, "subEvent", _MOST_PARTS),
            *self.part(node, "subEvents", _MOST_PARTS),
        ]
        return [each for each in found if isinstance(each, dict) and each is not node]

    def _walk(self, values: list[Any]) -> Iterator[Json]:
        """Yield every object, parents first, in the order of the page."""
        open_ = [(value, 0) for value in reversed(values)]
        seen = 0
        while open_:
            value, depth = open_.pop()
            seen += 1
            if seen > _MOST_NODES:
                self.is_exhausted = True
                return
            if depth > _MOST_DEPTH:
                continue
            if isinstance(value, list):
                open_ += [(each, depth + 1) for each in reversed(value) if _is_open(each)]
            elif isinstance(value, dict):
                yield value
                open_ += [
                    (each, depth + 1)
                    for key, each in reversed(value.items())
                    if key not in _NOT_WALKED and _is_open(each)
                ]

    def _keep(self, node: Json) -> None:
        if not _says_more(node):
            return
        if isinstance(node.get("@id"), str):
            known = self._by_id.setdefault(node["@id"], node)
            if known is not node and "startDate" not in known and "startDate" in node:
                self._by_id[node["@id"]] = node
        if is_event(node):
            self.events.append(node)
        elif "listitem" in types_of(node) and not _is_open(node.get("item")):
            self.item_addresses += bool(node.get("url") or node.get("item"))


def types_of(node: object) -> list[str]:
    """Return the types of a node in lower case, without https://schema.org/ or a prefix."""
    written = [*listed(part(node, "@type")), *listed(part(node, "type"))][:_MOST_TYPES]
    names = (scalar(each).rstrip("/#") for each in written)
    return [name[max(name.rfind(mark) for mark in "/#:") + 1 :].strip().lower() for name in names]


def is_event(node: object) -> bool:
    """Whether a node is an event that people go to."""
    types = types_of(node)
    return any(name in EVENT_TYPES for name in types)


def is_series(node: object) -> bool:
    """Whether a node is a series of events, and no event itself."""
    return "eventseries" in types_of(node)


def _is_open(value: object) -> bool:
    return isinstance(value, (dict, list))


def _says_more(node: Json) -> bool:
    """Whether a node says more than which node it means."""
    return len(node.keys() - {"@id", "@type", "@context"}) > 0
