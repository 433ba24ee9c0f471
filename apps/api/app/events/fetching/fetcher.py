"""The one way out to addresses that strangers wrote."""

import re
import unicodedata
from dataclasses import dataclass, replace
from typing import Final

from app.events.fetching.addresses import WebAddress, read_address
from app.events.fetching.conditions import conditional_headers, fit_to_keep, seconds_to_wait
from app.events.fetching.errors import FetchFailedError, shown
from app.events.fetching.exchange import Answer, Headers, Wire
from app.events.fetching.following import Follower, Hop, Task
from app.events.fetching.guard import Guard, Resolve, ask_system
from app.events.fetching.politeness import Politeness
from app.events.fetching.records import LIMITS, Fetched, Limits, Validators
from app.events.fetching.robots import Robots
from app.events.settings import EventsSettings

# The name by which a robots.txt may speak of us.
PRODUCT: Final = "srq-hpn"
ANYTHING: Final = "text/calendar, application/json;q=0.9, text/html;q=0.8, */*;q=0.5"

_OK: Final = 200
_NOT_MODIFIED: Final = 304
_SAID: Final = {
    401: "it wants a password",
    403: "it does not show this to us",
    404: "the page is not there",
    410: "the page is gone for good",
    429: "it was asked too often",
    500: "something is broken there",
    502: "something is broken there",
    503: "it is overloaded or being worked on",
    504: "something is broken there",
}
_ASKING_TO_WAIT: Final = frozenset({429, 503})
_LONGEST_COMMENT: Final = 200
_MEDIA_TYPE = re.compile(r"\s*([\w.+-]{1,60}/[\w.+-]{1,60})\s*(?:;|$)", re.ASCII)
# The encodings of the web, for what follows decodes with what it is told; among Python's codecs are
# some that take a day for a megabyte (punycode) or read escapes.
_CHARSET = re.compile(
    r";\s*charset\s*=\s*[\"']?(utf-?(?:8|16|32)(?:-?[bl]e)?|(?:us-)?ascii|latin-?1"
    r"|iso-?8859-?[0-9]{1,2}|(?:windows|cp)-?[0-9]{3,4}|koi8-[ru]|gb(?:k|2312|18030)|big5"
    r"|shift_jis|euc-(?:jp|kr)|macintosh)[\"']?\s*(?:;|$)",
    re.ASCII | re.IGNORECASE,
)


@dataclass(frozen=True)
class Network:
    """How names are resolved and connections made."""

    resolve: Resolve
    wire: Wire


class Fetcher:
    """Fetches what people name, safely for us and politely to others; one for each process.

    It keeps no cookies and no connections, sends no credentials, and minds no proxy.
    """

    def __init__(
        self,
        settings: EventsSettings,
        *,
        user_agent: str,
        network: Network | None = None,
        politeness: Politeness | None = None,
        limits: Limits = LIMITS,
    ) -> None:
        network = Network(ask_system, Wire()) if network is None else network
        self._user_agent = user_agent
        self._limits = limits
        self._follower = Follower(
            Guard(settings.fetch_allowed_hosts, network.resolve),
            Politeness() if politeness is None else politeness,
            network.wire,
            limits,
        )
        self._robots = Robots(self._follower, user_agent, seconds=limits.robots_seconds)

    async def fetch(
        self,
        url: str,
        *,
        validators: Validators | None = None,
        accept: str = ANYTHING,
        respect_robots: bool = True,
    ) -> Fetched:
        """Fetch an address over at most five redirects; raises FetchFailedError.

        `respect_robots=False` is for what an operator fetches by hand, where no robot is at work.
        The result has status 304 only where `validators` were sent.
        """

        def headers(address: WebAddress) -> Headers:
            told = [("User-Agent", self._user_agent), ("Accept", accept)]
            return told + conditional_headers(validators, str(address))

        async def read(answer: Answer) -> Fetched:
            return await _read(answer, conditional_headers(validators, str(answer.address)))

        arrival = await self._follower.run(
            Hop(read_address(url)),
            Task(headers, read, self._robots.pause_before if respect_robots else None),
            seconds=self._limits.seconds,
        )
        moved_to = arrival.content.url if arrival.is_moved else None
        return replace(arrival.content, moved_to=moved_to, seconds=arrival.seconds)


def user_agent(site_name: str, site_url: str) -> str:
    """Who asks, and where to complain: printable ASCII, whatever the site is called."""
    told = [_in_a_comment(text) for text in (f"+{site_url}", site_name)]
    return f"{PRODUCT} ({'; '.join(text for text in told if text)})"


def _in_a_comment(text: str) -> str:
    """What may stand in a comment of a header (RFC 9110 section 5.6.5), at most 200 characters."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    visible = re.sub(r"[^ -~]|[()\\]", " ", plain)
    return " ".join(visible.split())[:_LONGEST_COMMENT]


async def _read(answer: Answer, conditions: Headers) -> Fetched:
    held: dict[str, str] = {}
    if answer.status == _NOT_MODIFIED and conditions:
        body, held = b"", dict(conditions)
    elif answer.status == _OK:
        body = await answer.read_body()
    else:
        raise _refused(answer)
    content_type = answer.header("content-type") or ""
    media_type, charset = _MEDIA_TYPE.match(content_type), _CHARSET.search(content_type)
    return Fetched(
        url=str(answer.address),
        status=answer.status,
        body=body,
        content_type=media_type[1].lower() if media_type else None,
        charset=charset[1].lower() if charset else None,
        etag=fit_to_keep(answer.header("etag")) or held.get("If-None-Match"),
        last_modified=fit_to_keep(answer.header("last-modified")) or held.get("If-Modified-Since"),
        moved_to=None,
        seconds=0.0,
    )


def _refused(answer: Answer) -> FetchFailedError:
    status = answer.status
    said = _SAID.get(status, "that is not what was asked for")
    retry_after = None
    if status in _ASKING_TO_WAIT:
        retry_after = seconds_to_wait(answer.header("retry-after"))
    detail = f"{shown(answer.address.host)} answered {status}: {said}."
    return FetchFailedError("http_status", detail, http_status=status, retry_after=retry_after)
