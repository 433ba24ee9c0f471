"""Fetching what strangers name: guarded, bounded, polite (docs/adr/0013).

Nothing else of the calendar may open a connection to an address that came from outside.
"""

from app.events.fetching.errors import FailureKind, FetchFailedError
from app.events.fetching.exchange import Wire
from app.events.fetching.fetcher import Fetcher, Network, user_agent
from app.events.fetching.records import Fetched, Limits, Validators

__all__ = [
    "FailureKind",
    "FetchFailedError",
    "Fetched",
    "Fetcher",
    "Limits",
    "Network",
    "Validators",
    "Wire",
    "user_agent",
]
