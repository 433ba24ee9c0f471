"""What accounts do while the API runs."""

import asyncio
import logging

from sqlalchemy.exc import SQLAlchemyError

from app.identity.accounts import repository, service
from app.identity.accounts.rules import parse_email
from app.identity.accounts.service import NewAccount
from app.identity.errors import EmailTakenError
from app.identity.passwords import objection_to
from app.identity.settings import IdentitySettings
from app.kernel.database import Database
from app.kernel.errors import StartRefusedError

RETRY_SECONDS = 5.0
NAME = "Admin"

logger = logging.getLogger(__name__)


def first_admin(settings: IdentitySettings) -> NewAccount | None:
    """The account that FIRST_ADMIN_EMAIL and FIRST_ADMIN_PASSWORD describe.

    Raises StartRefusedError when they describe none that could be.
    """
    email, password = settings.first_admin_email, settings.first_admin_password
    if email is None and password is None:
        return None
    if email is None or password is None:
        missing = "FIRST_ADMIN_EMAIL" if email is None else "FIRST_ADMIN_PASSWORD"
        raise StartRefusedError(f"{missing} is missing: the first admin needs both.")
    try:
        address = parse_email(email)
    except ValueError as error:
        raise StartRefusedError(f"FIRST_ADMIN_EMAIL cannot be used: {error}") from None
    secret = password.get_secret_value()
    if (objection := objection_to(secret)) is not None:
        raise StartRefusedError(f"FIRST_ADMIN_PASSWORD cannot be used: {objection}")
    return NewAccount(address, NAME, secret)


async def make_first_admin(database: Database, new: NewAccount) -> None:
    """Make this admin unless there is an active one; tries until the database lets it.

    An account that has the address already is left as it is: somebody else may have registered it.
    """
    await database.wait_until_settled()
    while True:
        try:
            async with database.sessions.begin() as session:
                if await repository.has_active_admin(session):
                    return
                await service.make_admin(session, new)
            logger.info("The first admin was made, as FIRST_ADMIN_EMAIL says.")
        except EmailTakenError:
            logger.warning(
                "FIRST_ADMIN_EMAIL belongs to an account that is no admin; "
                "`python -m app.cli create-admin --promote` makes it one."
            )
        except SQLAlchemyError as error:
            reason = str(getattr(error, "orig", error)).partition("\n")[0]
            logger.warning("The first admin cannot be made yet: %s", reason)
            await asyncio.sleep(RETRY_SECONDS)
            continue
        return
