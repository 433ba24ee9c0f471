"""The steady load: readers, a writer and an asker, who keep what they were answered and when."""

import http.client
import json
import threading
import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Self

from composing import Answer, Stack

PATIENCE_SECONDS = 40
PAGES = (("/", b"/events/"), ("/venues", b"/venues/"))
API_PATHS = (("/api/events/count", b'"count"'), ("/api/venues", b'"slug"'))
WITHOUT_CONTENT = "200 without content"
FEED = "http://feeds.test:8080/city.ics"


@dataclass(frozen=True, slots=True)
class Sample:
    """One request: `outcome` is the status, or the word for what came instead of an answer."""

    began: float
    ended: float
    outcome: int | str

    @property
    def is_good(self) -> bool:
        """Whether it was answered as it should be."""
        return isinstance(self.outcome, int) and self.outcome < 300


class Caller(threading.Thread, ABC):
    """Calls again and again until `is_over`, with a pause in between."""

    def __init__(self, stack: Stack, *, pause: float) -> None:
        super().__init__(daemon=True)
        self.samples: list[Sample] = []
        self.is_over = threading.Event()
        self._stack = stack
        self._pause = pause

    def run(self) -> None:
        """Call, keep what came of it, pause."""
        while not self.is_over.is_set():
            began = time.monotonic()
            outcome: int | str
            try:
                outcome = self.call()
            except (OSError, http.client.HTTPException) as error:
                outcome = type(error).__name__
            self.samples.append(Sample(began, time.monotonic(), outcome))
            self.is_over.wait(self._pause)

    def between(self, begin: float, end: float) -> list[Sample]:
        """The requests that were under way in that time."""
        return [each for each in list(self.samples) if each.ended >= begin and each.began <= end]

    @abstractmethod
    def call(self) -> int | str:
        """Make one request."""


class Reader(Caller):
    """Reads paths in turn; an answer without its marker is not right, whatever its status."""

    def __init__(self, stack: Stack, paths: Sequence[tuple[str, bytes]], *, pause: float) -> None:
        super().__init__(stack, pause=pause)
        self._paths = paths

    def call(self) -> int | str:
        """Read the next path."""
        path, marker = self._paths[len(self.samples) % len(self._paths)]
        answer = self._stack.ask(path, seconds=PATIENCE_SECONDS)
        if answer.status == 200 and marker not in answer.body:
            return WITHOUT_CONTENT
        return answer.status


class Onlooker(Caller):
    """Asks one address of health, for its status alone."""

    def __init__(self, stack: Stack, path: str) -> None:
        super().__init__(stack, pause=0.25)
        self.path = path

    def call(self) -> int:
        """Ask."""
        return self._stack.ask(self.path, seconds=PATIENCE_SECONDS).status


class Writer(Caller):
    """Adds sources, as a curator does; `accepted` holds what was answered with 201."""

    def __init__(self, stack: Stack, token: str, *, pause: float) -> None:
        super().__init__(stack, pause=pause)
        self.accepted: list[str] = []
        self._token = token

    def call(self) -> int:
        """Add one, each under a name of its own."""
        name = f"Source {len(self.samples):06}"
        answer = post(self._stack, "/api/admin/sources", self._token, name=name, kind="media")
        if answer.status == 201:
            self.accepted.append(name)
        return answer.status


class Asker(Caller):
    """Has feeds looked at, each of which is a job; `accepted` holds the errands' ids."""

    def __init__(self, stack: Stack, token: str, *, pause: float) -> None:
        super().__init__(stack, pause=pause)
        self.accepted: list[str] = []
        self._token = token

    def call(self) -> int:
        """Ask for one."""
        answer = post(self._stack, "/api/admin/feed-previews", self._token, url=FEED)
        if answer.status == 202:
            self.accepted.append(answer.json()["id"])
        return answer.status


class Load:
    """Everybody at once; `callers` are those of whom the site lives, without the onlookers."""

    def __init__(self, stack: Stack, token: str) -> None:
        self.pages = Reader(stack, PAGES, pause=0.1)
        self.api = Reader(stack, API_PATHS, pause=0.05)
        self.writer = Writer(stack, token, pause=0.1)
        self.asker = Asker(stack, token, pause=2)
        self.health = tuple(Onlooker(stack, path) for path in ("/health/db", "/api/ready"))
        self.callers: tuple[Caller, ...] = (self.pages, self.api, self.writer, self.asker)

    def __enter__(self) -> Self:
        for each in (*self.callers, *self.health):
            each.start()
        return self

    def __exit__(self, *_: object) -> None:
        for each in (*self.callers, *self.health):
            each.is_over.set()
        for each in (*self.callers, *self.health):
            each.join(PATIENCE_SECONDS + 5)


def post(stack: Stack, path: str, token: str | None, **body: Any) -> Answer:
    """Send JSON, as the holder of a token or as nobody."""
    headers = {"content-type": "application/json"}
    if token is not None:
        headers["authorization"] = f"Bearer {token}"
    sent = json.dumps(body).encode()
    return stack.ask(path, method="POST", headers=headers, body=sent, seconds=PATIENCE_SECONDS)


def sign_in(stack: Stack) -> str:
    """The first admin's token."""
    variables = stack.variables
    answer = post(
        stack,
        "/api/auth/login",
        None,
        email=variables["FIRST_ADMIN_EMAIL"],
        password=variables["FIRST_ADMIN_PASSWORD"],
        transport="bearer",
    )
    assert answer.status == 200, answer.body
    token: str = answer.json()["tokens"]["access_token"]
    return token


def eventually(question: Callable[[], bool], *, seconds: float) -> bool:
    """Whether the answer became yes in that time."""
    deadline = time.monotonic() + seconds
    while not question():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.25)
    return True
