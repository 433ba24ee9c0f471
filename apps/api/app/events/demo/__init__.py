"""A made-up city's calendar: feeds of invented venues, moved so that they surround today."""

from app.events.demo.catalogue import (
    DemoCatalogue,
    DemoCategory,
    DemoFeedEntry,
    DemoSource,
    DemoVenue,
    demo_catalogue,
)
from app.events.demo.feeds import DemoFeed, demo_feeds

__all__ = [
    "DemoCatalogue",
    "DemoCategory",
    "DemoFeed",
    "DemoFeedEntry",
    "DemoSource",
    "DemoVenue",
    "demo_catalogue",
    "demo_feeds",
]
