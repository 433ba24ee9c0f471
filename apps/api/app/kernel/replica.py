"""How far a streaming replica is behind its primary, and whether it may be read right now.

The primary is asked again and again where its log ends, and the replica how far it has replayed.
Whoever has replayed what the primary said at a moment shows every commit before that moment: no
clock but our own is needed, and an idle primary is no lag.
"""

import asyncio
import contextlib
import logging
import time
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from typing import Final, LiteralString

import psycopg

from app.kernel.choice import describe_connect_error
from app.kernel.errors import StartRefusedError
from app.kernel.login import read_login, refuse_powerful_login

PROBE_SECONDS: Final = 0.5
# After a change the replica is looked at sooner, and less and less often until it has the change.
CHASE_SECONDS: Final = 0.01
ANSWER_SECONDS: Final = 2.0
# Once timed out, psycopg first asks the server to agree; timing out again closes the connection.
CONSENT_SECONDS: Final = 0.1
RECONNECT_SECONDS: Final = 1.0
# Moments that a replica may still have to reach; one that is further behind is measured roughly.
REMEMBERED_MOMENTS: Final = 1000

_IDENTITY: Final[LiteralString] = "SELECT system_identifier FROM pg_control_system()"
# What is committed is in the log before it is written to disk, so the end of the log counts. That
# end may stand behind the header of a page on which there is no record yet, which no replica
# reaches; a page begins with a header of 24 bytes, or of 40 in a new file.
_END_OF_LOG: Final[LiteralString] = """
SELECT CASE WHEN bytes % 8192 IN (24, 40) THEN bytes - bytes % 8192 ELSE bytes END::bigint
FROM (SELECT pg_current_wal_insert_lsn() - '0/0'::pg_lsn AS bytes) AS log
"""
_REPLAYED: Final[LiteralString] = """
SELECT pg_is_in_recovery(), (pg_last_wal_replay_lsn() - '0/0'::pg_lsn)::bigint
"""

logger = logging.getLogger(__name__)

Connect = Callable[[], Awaitable[psycopg.AsyncConnection]]


class NoReplicaError(Exception):
    """What answers is not a standby of this primary; the message is a sentence."""


@dataclass(frozen=True, slots=True)
class ReplicaState:
    """What there is to tell about a replica; `lag_seconds` is None where it is not known."""

    is_used: bool
    lag_seconds: float | None
    sentence: str


class Replica:
    """Watches one replica.

    It may be read while it shows everything that was committed up to the last announcement heard,
    and everything that was committed `max_lag` seconds ago. While announcements are not heard, or
    primary and replica cannot be compared, it may not. `hang_up` is called when one of them falls
    silent, so that nobody goes on waiting for the replica.
    """

    def __init__(self, connect_primary: Connect, connect: Connect, *, max_lag: float) -> None:
        self._connect_primary = connect_primary
        self._connect = connect
        self._max_lag = max_lag
        self._ahead: deque[tuple[float, int]] = deque(maxlen=REMEMBERED_MOMENTS)
        self._reached_at: float | None = None
        self._changed_at: float | None = None
        self._changed = asyncio.Event()
        self._trouble = "it has not been asked yet"
        self._was_used: bool | None = None
        self.hang_up: Callable[[], None] = lambda: None

    def note(self, generation: int | None) -> None:
        """Hear of a change, or with None that changes are not heard."""
        self._changed_at = None if generation is None else time.monotonic()
        self._changed.set()

    def note_failure(self, reason: str) -> None:
        """Hear that it did not answer; until it has been looked at again it is not read."""
        self._reached_at = None
        self._trouble = reason
        self._changed.set()

    def may_be_read(self) -> bool:
        """Whether what it shows is new enough at this moment."""
        reached_at, changed_at = self._reached_at, self._changed_at
        return (
            reached_at is not None
            and changed_at is not None
            and reached_at > changed_at
            and time.monotonic() - reached_at <= self._max_lag
        )

    def state(self) -> ReplicaState:
        """For health figures: whether it is read, and how many seconds it is behind at most."""
        if self._reached_at is None:
            return ReplicaState(
                is_used=False,
                lag_seconds=None,
                sentence=f"The replica is not read: {self._trouble}.",
            )
        lag = time.monotonic() - self._reached_at
        if self.may_be_read():
            sentence = f"The replica is read; it is at most {lag:.1f} s behind."
        elif self._changed_at is None:
            sentence = "The replica is not read: changes of the primary are not heard."
        elif lag > self._max_lag:
            sentence = f"The replica is not read: it is {lag:.1f} s behind."
        else:
            sentence = "The replica is not read for a moment: it has to catch up with a change."
        return ReplicaState(is_used=self.may_be_read(), lag_seconds=lag, sentence=sentence)

    async def watch(self) -> None:
        """Compare until cancelled, reconnecting for as long as it takes."""
        while True:
            try:
                await self._watch_once()
            except TimeoutError:
                self.note_failure(f"no answer within {ANSWER_SECONDS:g} seconds")
                self.hang_up()
            except (NoReplicaError, StartRefusedError) as error:
                self.note_failure(str(error).rstrip("."))
            except (psycopg.Error, OSError) as error:
                self.note_failure(describe_connect_error(error))
            self._ahead.clear()
            self._tell()
            await asyncio.sleep(RECONNECT_SECONDS)

    async def _watch_once(self) -> None:
        async with _opened(self._connect_primary) as primary, _opened(self._connect) as replica:
            async with _answering():
                refuse_powerful_login(await read_login(replica))
                if await _number(primary, _IDENTITY) != await _number(replica, _IDENTITY):
                    raise NoReplicaError("it is no copy of this primary")
            pause = PROBE_SECONDS
            while True:
                async with _answering():
                    await self._compare(primary, replica)
                self._tell()
                pause = PROBE_SECONDS if self._has_caught_up() else min(2 * pause, PROBE_SECONDS)
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(self._changed.wait(), pause)
                    self._changed.clear()
                    pause = CHASE_SECONDS
                    # What comes in quick succession is looked at together.
                    await asyncio.sleep(CHASE_SECONDS)

    async def _compare(
        self, primary: psycopg.AsyncConnection, replica: psycopg.AsyncConnection
    ) -> None:
        asked_at = time.monotonic()
        self._ahead.append((asked_at, await _number(primary, _END_OF_LOG)))
        row = await (await replica.execute(_REPLAYED)).fetchone()
        if row is None or not row[0]:
            raise NoReplicaError("it is no standby any more")
        while self._ahead and self._ahead[0][1] <= row[1]:
            self._reached_at, _ = self._ahead.popleft()

    def _has_caught_up(self) -> bool:
        return (
            self._reached_at is not None
            and self._changed_at is not None
            and self._reached_at > self._changed_at
        )

    def _tell(self) -> None:
        state = self.state()
        lags = state.lag_seconds is None or state.lag_seconds > self._max_lag
        is_used = not lags and self._changed_at is not None
        if is_used != self._was_used:
            self._was_used = is_used
            logger.log(logging.INFO if is_used else logging.WARNING, "%s", state.sentence)


@contextlib.asynccontextmanager
async def _opened(connect: Connect) -> AsyncIterator[psycopg.AsyncConnection]:
    connection = await connect()
    try:
        await connection.set_autocommit(True)
        yield connection
    finally:
        connection.pgconn.finish()


@contextlib.asynccontextmanager
async def _answering() -> AsyncIterator[None]:
    async with (
        asyncio.timeout(ANSWER_SECONDS + CONSENT_SECONDS),
        asyncio.timeout(ANSWER_SECONDS),
    ):
        yield


async def _number(connection: psycopg.AsyncConnection, question: LiteralString) -> int:
    row = await (await connection.execute(question)).fetchone()
    if row is None:
        raise NoReplicaError("it gives no answer")
    return int(row[0])
