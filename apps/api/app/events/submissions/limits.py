"""How often people without an account may try things."""

from datetime import timedelta
from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession

from app.http.callers import Address
from app.identity.throttling import repository as throttle
from app.identity.throttling.rules import Rule, subject_of_address

_HOUR: Final = timedelta(hours=1)
_EVERYBODY: Final = "everybody"

SUBMISSIONS: Final = Rule("submissions_from_address", 5, _HOUR)
SUBMISSIONS_IN_ALL: Final = Rule("submissions_in_all", 100, _HOUR)
REPORTS: Final = Rule("reports_from_address", 5, _HOUR)
REPORTS_IN_ALL: Final = Rule("reports_in_all", 100, _HOUR)
PREFILLS: Final = Rule("prefills_from_address", 10, _HOUR)
FILES: Final = Rule("submitted_files_from_address", 20, _HOUR)
CHANGES: Final = Rule("submission_changes_from_address", 30, _HOUR)
COMPARISONS: Final = Rule("submission_comparisons_from_address", 300, _HOUR)


async def count(
    session: AsyncSession, rule: Rule, address: Address | None, *, in_all: Rule | None = None
) -> None:
    """Count one attempt; raises TooManyAttemptsError when it is one too many."""
    await throttle.count(session, rule, subject_of_address(address))
    if in_all is not None:
        await throttle.count(session, in_all, _EVERYBODY)
