"""Promising links and redeeming them.

The mail's job signs the link's id into a token, so that neither the database nor a job's arguments
ever hold something that opens an account.
"""

from datetime import timedelta
from typing import Final
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from app.identity import tokens
from app.identity.errors import LinkSpentError
from app.identity.links import repository
from app.identity.models import Account, Purpose
from app.identity.tokens import Keys, TokenRefusedError
from app.kernel import clock, queue

SEND_LINK: Final = "identity.send_link"
LIFETIMES: Final = {
    Purpose.VERIFY_EMAIL: timedelta(days=3),
    Purpose.RESET_PASSWORD: timedelta(hours=1),
}


async def promise(
    session: AsyncSession, account_id: UUID | None, email_key: str, purpose: Purpose
) -> None:
    """Have a link mailed once the transaction is committed; to nobody where there is no account."""
    now = clock.now()
    link_id = await repository.add(
        session,
        account_id,
        purpose=purpose,
        email_key=email_key,
        now=now,
        expires_at=now + LIFETIMES[purpose],
    )
    await queue.defer(session, SEND_LINK, link_id=str(link_id))


def read(keys: Keys, token: str, purpose: Purpose) -> UUID:
    """The id that a token was signed for; raises LinkSpentError."""
    try:
        return tokens.read_link(keys, token, purpose=purpose)
    except TokenRefusedError:
        raise LinkSpentError from None


async def redeem(session: AsyncSession, link_id: UUID) -> Account:
    """Use a link up and return the account that it opens; raises LinkSpentError."""
    account = await repository.spend(session, link_id, now=clock.now())
    if account is None:
        raise LinkSpentError
    return account
