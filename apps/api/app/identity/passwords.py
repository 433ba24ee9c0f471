"""Passwords: which are accepted, and how they are hashed and compared.

Argon2id (RFC 9106) with the memory and passes of its second recommended option, on one lane. A hash
takes a tenth of a second and 64 MiB, so a few threads of lower priority do all of them: the event
loop stays free, and memory bounded.
"""

import asyncio
import base64
import contextlib
import functools
import os
import secrets
import threading
import unicodedata
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Final, TypeVar

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError
from argon2.low_level import Type

from app.identity.errors import BusyError

SHORTEST: Final = 10
LONGEST: Final = 200
FEWEST_DIFFERENT: Final = 4
THREADS: Final = 2
# Longer than these would wait for some seconds.
LONGEST_QUEUE: Final = 50
_NICENESS: Final = 10
# What people add to a short word until it is long enough.
_APPENDED: Final = "0123456789!#$%&*+-.?@_"
_COMMON_PASSWORDS: Final = Path(__file__).with_name("common_passwords.txt")

Answer = TypeVar("Answer")

hasher = PasswordHasher(time_cost=3, memory_cost=65_536, parallelism=1, type=Type.ID)


class Hashing:
    """The threads of this process that hash; made when the first password comes."""

    def __init__(self) -> None:
        self._threads: ThreadPoolExecutor | None = None
        self._waiting = 0

    async def run(self, work: Callable[[], Answer]) -> Answer:
        """Do the work in one of the threads; raises BusyError when too many are waiting."""
        if self._waiting >= LONGEST_QUEUE:
            raise BusyError
        if self._threads is None:
            self._threads = ThreadPoolExecutor(THREADS, "hashing", _step_back)
        self._waiting += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._threads, work)
        finally:
            self._waiting -= 1


_hashing = Hashing()


async def hash_password(password: str) -> str:
    """The hash in the PHC string format."""
    return await _hashing.run(lambda: hasher.hash(_prepared(password)))


async def is_password(password: str, stored: str | None) -> bool:
    """Whether this is the password; where there is none, finding that out takes as long."""
    return await _hashing.run(lambda: _compare(stored, _prepared(password)))


def needs_new_hash(stored: str) -> bool:
    """Whether it was hashed with other parameters than today's."""
    return hasher.check_needs_rehash(stored)


def objection_to(password: str) -> str | None:
    """Why this cannot be anybody's password, in a sentence; None if it can."""
    if not SHORTEST <= len(password) <= LONGEST:
        return f"A password has {SHORTEST} to {LONGEST} characters."
    if any(unicodedata.category(character) in {"Cc", "Cs"} for character in password):
        return "A password cannot hold control characters."
    if len(set(password)) < FEWEST_DIFFERENT:
        return f"Use at least {FEWEST_DIFFERENT} different characters."
    folded = password.casefold().strip()
    if not _common_passwords().isdisjoint({folded, folded.rstrip(_APPENDED)}):
        return "This is one of the passwords that are tried first; choose another."
    return None


def _prepared(password: str) -> bytes:
    """The same bytes whichever way a keyboard composes an accent (RFC 8265 section 4.2)."""
    return unicodedata.normalize("NFC", password).encode("utf-8", "surrogatepass")


def _compare(stored: str | None, password: bytes) -> bool:
    try:
        hasher.verify(stored or decoy(), password)
    except VerificationError:
        return False
    return stored is not None


def decoy() -> str:
    """A hash of nothing: random bytes behind today's parameters, which no password leads to."""
    cost = f"m={hasher.memory_cost},t={hasher.time_cost},p={hasher.parallelism}"
    lengths = (hasher.salt_len, hasher.hash_len)
    salt, digest = (
        base64.b64encode(secrets.token_bytes(length)).rstrip(b"=").decode() for length in lengths
    )
    return f"$argon2id$v=19${cost}${salt}${digest}"


@functools.cache
def _common_passwords() -> frozenset[str]:
    lines = _COMMON_PASSWORDS.read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if not line.startswith("#"))


def _step_back() -> None:
    """Let the event loop go first where threads have priorities of their own (Linux)."""
    with contextlib.suppress(AttributeError, OSError):
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), _NICENESS)
