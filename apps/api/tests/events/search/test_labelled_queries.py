"""What readers type finds what they want: tests/labelled/queries.py."""

import sys

from sqlalchemy.ext.asyncio import AsyncSession

from tests.labelled import queries


async def test_the_wanted_event_comes_first_or_nearly_so(session: AsyncSession) -> None:
    await queries.fill(session)
    await session.commit()
    ranked = await queries.rank(session)
    for each in ranked:
        if each.place != 1:
            missed = f"wanted {each.query.want} at {each.place}, got {each.first}"
            sys.stdout.write(f"{each.query.q!r}: {missed}\n")
    scores = queries.scores(ranked)
    for score in scores:
        sys.stdout.write(f"{score.name} ({score.part}, {score.size}): {score.value:.3f}\n")
    assert len(ranked) >= 120
    assert all(score.value >= score.target for score in scores if score.target is not None)
