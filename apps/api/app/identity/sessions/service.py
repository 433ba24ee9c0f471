"""The life of a session: begun by a sign-in, carried on by refresh tokens, ended.

Each refresh token is used once and replaced (RFC 9700 section 4.14.2). Whoever uses one again shows
that two hold it, so the whole family ends; only within GRACE, when one browser's tabs ask at once,
does the same token lead to the same successor.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from app.http.callers import Address
from app.identity import tokens
from app.identity.audit import repository as audit
from app.identity.audit.repository import By
from app.identity.errors import SessionEndedError
from app.identity.sessions import repository
from app.identity.sessions.repository import Family
from app.identity.tokens import AccessClaims, Keys
from app.kernel import clock

LIFETIME: Final = timedelta(days=30)
GRACE: Final = timedelta(seconds=10)
# Nobody exchanges a token this often within GRACE.
_LONGEST_WALK: Final = 20
_LONGEST_USER_AGENT: Final = 300


@dataclass(frozen=True, slots=True)
class Device:
    """What a request tells of where it comes from."""

    address: Address | None
    user_agent: str | None

    @property
    def address_text(self) -> str | None:
        """The address as it is stored."""
        return None if self.address is None else str(self.address)


@dataclass(frozen=True, slots=True)
class Issued:
    """The two tokens of a session, the only time that they are seen in clear."""

    account_id: UUID
    session_id: UUID
    access_token: str
    refresh_token: str


async def begin(session: AsyncSession, keys: Keys, account_id: UUID, device: Device) -> Issued:
    """Sign an account in on a device."""
    now = clock.now()
    session_id = await repository.add_session(
        session,
        account_id,
        now=now,
        expires_at=now + LIFETIME,
        user_agent=device.user_agent and device.user_agent[:_LONGEST_USER_AGENT],
        address=device.address_text,
    )
    token = tokens.new_refresh_token()
    digest = tokens.refresh_token_digest(token)
    await repository.add_token(session, session_id, digest=digest, now=now)
    return _issue(keys, account_id, session_id, token)


async def carry_on(session: AsyncSession, keys: Keys, token: str, device: Device) -> Issued:
    """Exchange a refresh token for its successor; raises SessionEndedError."""
    now = clock.now()
    digest = tokens.refresh_token_digest(token)
    family = await repository.lock_family(session, digest)
    if family is None or not family.is_alive(now):
        raise SessionEndedError
    # Asked again under the lock: whoever held it before may have used the token.
    _, used_at = await repository.token_use(session, family.session_id, digest)
    successor: str | None = None
    if used_at is None:
        successor = await _replace(session, keys, family, token, now=now)
    elif now - used_at <= GRACE:
        successor = await _newest(session, keys, family, token)
    if successor is None:
        await _end_for_reuse(session, family, device)
        raise SessionEndedError
    await repository.prolong(
        session,
        family.session_id,
        now=now,
        expires_at=now + LIFETIME,
        address=device.address_text,
    )
    return _issue(keys, family.account_id, family.session_id, successor)


async def end_by_token(session: AsyncSession, token: str, address: Address | None) -> None:
    """End the session that a refresh token belongs to, whichever of its tokens it is."""
    family = await repository.lock_family(session, tokens.refresh_token_digest(token))
    if family is not None:
        await end_own(session, family.account_id, family.session_id, address)


async def end_own(
    session: AsyncSession, account_id: UUID, session_id: UUID, address: Address | None
) -> bool:
    """End one of one's own sessions; returns whether it was there and went on."""
    ended = await repository.end(session, account_id, now=clock.now(), session_id=session_id)
    if ended:
        await audit.record(
            session, "session.ended", audit.of_session(session_id), by=By(account_id, address)
        )
    return ended > 0


async def end_all(session: AsyncSession, account_id: UUID) -> int:
    """Sign an account out everywhere; returns how many sessions that ended."""
    return await repository.end(session, account_id, now=clock.now())


async def end_all_own(session: AsyncSession, account_id: UUID, address: Address | None) -> None:
    """Sign oneself out everywhere."""
    await audit.record(
        session,
        "session.all_ended",
        audit.of_account(account_id),
        by=By(account_id, address),
        after={"sessions_ended": await end_all(session, account_id)},
    )


async def _replace(
    session: AsyncSession, keys: Keys, family: Family, token: str, *, now: datetime
) -> str:
    successor = tokens.successors(keys, token)[0]
    await repository.mark_token_used(session, tokens.refresh_token_digest(token), now=now)
    digest = tokens.refresh_token_digest(successor)
    await repository.add_token(session, family.session_id, digest=digest, now=now)
    return successor


async def _newest(session: AsyncSession, keys: Keys, family: Family, token: str) -> str | None:
    """The unused token at the end of the line that this one began."""
    for _ in range(_LONGEST_WALK):
        for candidate in tokens.successors(keys, token):
            digest = tokens.refresh_token_digest(candidate)
            is_there, used_at = await repository.token_use(session, family.session_id, digest)
            if is_there:
                break
        else:
            return None
        if used_at is None:
            return candidate
        token = candidate
    return None


async def _end_for_reuse(session: AsyncSession, family: Family, device: Device) -> None:
    await repository.end(session, family.account_id, now=clock.now(), session_id=family.session_id)
    await audit.record(
        session,
        "session.token_reused",
        audit.of_session(family.session_id),
        by=By(address=device.address),
        after={"account_id": str(family.account_id)},
    )


def _issue(keys: Keys, account_id: UUID, session_id: UUID, refresh_token: str) -> Issued:
    access_token = tokens.sign_access(keys, AccessClaims(account_id, session_id))
    return Issued(account_id, session_id, access_token, refresh_token)
