"""What the operators of sites ask of programs (RFC 9309), kept for an hour."""

import asyncio
import re
import time
from collections import OrderedDict
from collections.abc import Callable
from typing import Final

from protego import Protego

from app.events.fetching.addresses import WebAddress
from app.events.fetching.conditions import seconds_to_wait
from app.events.fetching.errors import FetchFailedError, shown
from app.events.fetching.exchange import Answer
from app.events.fetching.following import Follower, Hop, Task
from app.events.fetching.politeness import LONGEST_PAUSE_SECONDS, PAUSE_SECONDS, Turns

KEPT_SECONDS: Final = 3600.0
KEPT_BYTES: Final = 8 * 1024 * 1024
KEPT_COUNT: Final = 1000
PARSED_BYTES: Final = 500 * 1024  # RFC 9309 section 2.5

_USER_AGENT = re.compile(r"\s*user[- ]?agent(?:\s*:|\s)\s*([^#]*)", re.IGNORECASE)
_TOKEN = re.compile(r"[A-Za-z_-]+|\*")
# Failures that the page itself would meet as well, and that say more than "robots".
_OWN_REASONS: Final = frozenset({"address", "forbidden_address", "dns", "connect", "tls"})
_TOO_MANY_REQUESTS: Final = 429


class Robots:
    """Asks each origin once an hour for its robots.txt, through the same guard as for its pages."""

    def __init__(
        self,
        follower: Follower,
        user_agent: str,
        *,
        seconds: float,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._follower = follower
        self._headers = [("User-Agent", user_agent), ("Accept", "text/plain, */*;q=0.5")]
        self._token = product_token(user_agent)
        self._seconds = seconds
        self._monotonic = monotonic
        self._turns = Turns()
        self._texts: OrderedDict[str, tuple[float, bytes]] = OrderedDict()

    async def pause_before(self, hop: Hop) -> float:
        """The seconds that the site wants between requests, at most 10.

        Raises FetchFailedError where the site does not want the page to be fetched, and where its
        robots.txt cannot be read for now, which forbids everything (section 2.3.1.4).
        """
        text = await self._text(hop)
        if not text:
            return PAUSE_SECONDS
        # The largest one takes half a second; most take none to speak of.
        is_allowed, pause = await asyncio.to_thread(_judge, text, self._token, str(hop.address))
        if not is_allowed:
            detail = f"{shown(hop.address.host)} asks programs not to fetch this (robots.txt)."
            raise FetchFailedError("robots", detail)
        return min(max(pause, PAUSE_SECONDS), LONGEST_PAUSE_SECONDS)

    async def _text(self, hop: Hop) -> bytes:
        origin = hop.address.origin
        async with self._turns.turn(origin):
            kept = self._texts.get(origin)
            if kept is not None and self._monotonic() < kept[0]:
                self._texts.move_to_end(origin)
                return kept[1]
            text = await self._fetch(hop)
            self._keep(origin, text)
            return text

    async def _fetch(self, hop: Hop) -> bytes:
        page = hop.address
        address = WebAddress(page.scheme, page.host, page.port, "/robots.txt")
        task = Task(lambda _: self._headers, _read)
        try:
            start = Hop(address, by_operator=hop.by_operator)
            return (await self._follower.run(start, task, seconds=self._seconds)).content
        except FetchFailedError as error:
            if error.kind == "redirects":  # Section 2.3.1.2: as if there were none.
                return b""
            if error.kind in _OWN_REASONS:
                raise
            detail = (
                f"{shown(page.host)} does not show its robots.txt for now, so nothing is"
                f" fetched there: {error.detail}"
            )
            raise FetchFailedError(
                "robots", detail, http_status=error.http_status, retry_after=error.retry_after
            ) from None

    def _keep(self, origin: str, text: bytes) -> None:
        self._texts[origin] = (self._monotonic() + KEPT_SECONDS, text)
        self._texts.move_to_end(origin)
        while len(self._texts) > KEPT_COUNT or self._kept_bytes() > KEPT_BYTES:
            self._texts.popitem(last=False)

    def _kept_bytes(self) -> int:
        return sum(len(text) for _, text in self._texts.values())


def product_token(user_agent: str) -> str:
    """What a User-Agent begins with: the name that a robots.txt may call us (section 2.2.1)."""
    found = _TOKEN.match(user_agent)
    return found.group().lower() if found else ""


async def _read(answer: Answer) -> bytes:
    status = answer.status
    if 200 <= status < 300:  # noqa: PLR2004  section 2.3.1.1
        return await answer.read_beginning(PARSED_BYTES)
    if 400 <= status < 500 and status != _TOO_MANY_REQUESTS:  # noqa: PLR2004  section 2.3.1.3
        return b""
    wait = seconds_to_wait(answer.header("retry-after"))
    detail = f"it answers {status}."
    raise FetchFailedError("robots", detail, http_status=status, retry_after=wait)


def _judge(text: bytes, token: str, url: str) -> tuple[bool, float]:
    lines = text.decode("utf-8-sig", "replace").splitlines()
    rules = Protego.parse("\n".join(_anonymous(line, token) for line in lines))
    return rules.can_fetch(url, token), rules.crawl_delay(token) or 0.0


def _anonymous(line: str, token: str) -> str:
    """Names all other programs alike, because the parser's time grows with names times rules.

    A group is for us only when it names us in full; to the parser the beginning would do.
    """
    found = _USER_AGENT.match(line)
    if found is None:
        return line
    named = _TOKEN.match(found[1])
    name = named.group().lower() if named else ""
    return f"User-agent: {name if name in {'*', token} else 'another'}"
