"""Answers the demo city's addresses, which answer nowhere, from the files beside this module."""

from collections.abc import Iterable

from app.events.demo.feeds import DemoFeed
from app.events.fetching.errors import FetchFailedError
from app.events.fetching.records import Fetched, Validators


class DemoWeb:
    """A web that holds the demo city's feeds and nothing else."""

    def __init__(self, feeds: Iterable[DemoFeed]) -> None:
        self._feeds = {feed.url: feed for feed in feeds}

    async def fetch(
        self, url: str, *, validators: Validators | None = None, accept: str = "*/*"
    ) -> Fetched:
        """Return a feed's bytes; raises FetchFailedError for any other address."""
        del validators, accept
        feed = self._feeds.get(url)
        if feed is None:
            raise FetchFailedError("dns", "The demo city has no such address.")
        return Fetched(
            url=url,
            status=200,
            body=feed.raw_bytes,
            content_type=feed.content_type,
            charset="utf-8",
            etag=None,
            last_modified=None,
            moved_to=None,
            seconds=0.0,
        )
