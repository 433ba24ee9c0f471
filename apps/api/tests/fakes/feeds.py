"""A feed whose every answer a test decides, in the place of the guarded fetcher."""

from app.events.fetching.errors import FetchFailedError
from app.events.fetching.records import Fetched, Validators

Answer = bytes | FetchFailedError


class FakeFetcher:
    """Answers addresses as told; remembers who was asked, and with which validators."""

    def __init__(self) -> None:
        self.answers: dict[str, Answer] = {}
        self.etags: dict[str, str] = {}
        self.asked: list[tuple[str, Validators | None]] = []

    async def fetch(
        self, url: str, *, validators: Validators | None = None, accept: str = "*/*"
    ) -> Fetched:
        """Return the answer of an address, 304 where its tag is the one that was sent."""
        del accept
        self.asked.append((url, validators))
        answer = self.answers.get(url)
        if answer is None:
            raise FetchFailedError("http_status", f"{url} is not there.", http_status=404)
        if isinstance(answer, FetchFailedError):
            raise answer
        etag = self.etags.get(url)
        is_current = validators is not None and etag is not None and validators.etag == etag
        return Fetched(
            url=url,
            status=304 if is_current else 200,
            body=b"" if is_current else answer,
            content_type="text/calendar",
            charset=None,
            etag=etag,
            last_modified=None,
            moved_to=None,
            seconds=0.0,
        )
