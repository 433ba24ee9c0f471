"""Keeping what curators decide: in the table of decisions and in the trail, at once."""

from sqlalchemy.ext.asyncio import AsyncSession

from app.events.curation import repository
from app.events.curation.records import Deed
from app.identity.audit import repository as audit
from app.identity.audit.repository import By
from app.kernel import clock

WORDS = {
    "hide": "hiding the event",
    "show": "showing the event",
    "rename": "its title",
    "venue": "its venue",
    "categories": "its categories",
    "unpin_title": "giving its title back to its sources",
    "unpin_venue_id": "giving its venue back to its sources",
    "unpin_categories": "giving its categories back to its sources",
    "merge": "merging it",
    "split": "taking it apart",
    "apart": "keeping two events apart",
    "venue_added": "adding the venue",
    "venue_changed": "the venue's entry",
    "alias_added": "another name of the venue",
    "alias_removed": "removing a name of the venue",
    "venue_merged": "merging the venue",
    "question_linked": "linking the place",
    "question_created": "making a venue of the place",
    "question_dismissed": "leaving the place without a venue",
}


async def keep(session: AsyncSession, deed: Deed, by: By) -> int:
    """Keep a decision that is being carried out, and who made it; returns its id."""
    decision_id = await repository.insert_decision(
        session, deed, account_id=by.account_id, at=clock.now()
    )
    await audit.record(
        session,
        f"events.{deed.kind}",
        deed.subject,
        by=by,
        before=deed.before,
        after={**deed.after, "decision_id": decision_id},
    )
    return decision_id
