"""HTTP in and out of what curators do with sources and feeds: /api/admin."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Path, Request, status

from app.events.dependencies import NOT_ALLOWED, ZoneDep, keep_from_caches
from app.events.sources import errands, listing, service, uploading
from app.events.sources.errors import (
    BodyForgottenError,
    ErrandUnknownError,
    FeedExistsError,
    FeedNotFetchedError,
    FeedUnknownError,
    InvalidFeedError,
    RunUnknownError,
    SourceExistsError,
    SourceUnknownError,
)
from app.events.sources.responses import (
    errand_out,
    feed_out,
    run_detail_out,
    run_out,
    source_out,
)
from app.events.sources.schemas import (
    AskedOut,
    ErrandOut,
    FeedChangeIn,
    FeedIn,
    FeedOut,
    HomepageIn,
    ListedSourceOut,
    PreviewIn,
    RunDetailOut,
    RunOut,
    SourceChangeIn,
    SourceIn,
    SourceOut,
    UploadOut,
)
from app.events.sources.service import Changes
from app.http.problems import describe
from app.http.session import SessionDep
from app.identity.dependencies import CuratorDep
from app.kernel import clock

router = APIRouter(
    prefix="/api/admin", tags=["events admin"], dependencies=[Depends(keep_from_caches)]
)

RUNS_SHOWN = 30
CHANGES_SHOWN = 200


Id = Annotated[int, Path(ge=1, le=2**63 - 1)]


@router.get("/sources", responses=describe(*NOT_ALLOWED))
async def list_managed_sources(_curator: CuratorDep, session: SessionDep) -> list[ListedSourceOut]:
    """Everybody who publishes, by name."""
    return [source_out(each) for each in await listing.sources(session)]


@router.post(
    "/sources",
    status_code=status.HTTP_201_CREATED,
    responses=describe(*NOT_ALLOWED, SourceExistsError),
)
async def add_source(body: SourceIn, curator: CuratorDep, session: SessionDep) -> SourceOut:
    """Add somebody who publishes."""
    source = await service.add_source(session, body.model_dump(), curator.by)
    return SourceOut.model_validate(source)


@router.patch("/sources/{source_id}", responses=describe(*NOT_ALLOWED, SourceUnknownError))
async def change_source(
    source_id: Id, body: SourceChangeIn, curator: CuratorDep, session: SessionDep, zone: ZoneDep
) -> SourceOut:
    """Change a source; a new rank shows in its events at once."""
    changes = Changes(body.model_dump(exclude_unset=True))
    return SourceOut.model_validate(
        await service.change_source(session, source_id, changes, curator.by, zone)
    )


@router.delete(
    "/sources/{source_id}",
    status_code=status.HTTP_204_NO_CONTENT,
    responses=describe(*NOT_ALLOWED, SourceUnknownError),
)
async def remove_source(
    source_id: Id, curator: CuratorDep, session: SessionDep, zone: ZoneDep
) -> None:
    """Remove all feeds of a source; what they said of the past is kept."""
    await service.remove_source(session, source_id, curator.by, zone)


@router.get("/feeds", responses=describe(*NOT_ALLOWED))
async def list_feeds(_curator: CuratorDep, session: SessionDep) -> list[FeedOut]:
    """Every feed and how it is doing, by source."""
    now = clock.now()
    return [feed_out(each, now) for each in await listing.feeds(session, now)]


@router.post(
    "/sources/{source_id}/feeds",
    status_code=status.HTTP_201_CREATED,
    responses=describe(*NOT_ALLOWED, SourceUnknownError, FeedExistsError, InvalidFeedError),
)
async def add_feed(
    source_id: Id, body: FeedIn, curator: CuratorDep, session: SessionDep
) -> FeedOut:
    """Add a feed; it is paused until somebody has looked at it, unless the body says otherwise."""
    feed = await service.add_feed(session, source_id, body.model_dump(), curator.by)
    return await _shown(session, feed.id)


@router.get("/feeds/{feed_id}", responses=describe(*NOT_ALLOWED, FeedUnknownError))
async def show_feed(feed_id: Id, _curator: CuratorDep, session: SessionDep) -> FeedOut:
    """One feed and how it is doing."""
    return await _shown(session, feed_id)


@router.patch(
    "/feeds/{feed_id}",
    responses=describe(*NOT_ALLOWED, FeedUnknownError, FeedExistsError, InvalidFeedError),
)
async def change_feed(
    feed_id: Id, body: FeedChangeIn, curator: CuratorDep, session: SessionDep
) -> FeedOut:
    """Change how a feed is read, or pause and resume it."""
    changes = Changes(body.model_dump(exclude_unset=True))
    await service.change_feed(session, feed_id, changes, curator.by)
    return await _shown(session, feed_id)


@router.delete(
    "/feeds/{feed_id}",
    status_code=status.HTTP_204_NO_CONTENT,
    responses=describe(*NOT_ALLOWED, FeedUnknownError),
)
async def remove_feed(feed_id: Id, curator: CuratorDep, session: SessionDep, zone: ZoneDep) -> None:
    """Read a feed no more; what it says of the time to come leaves the calendar."""
    await service.remove_feed(session, feed_id, curator.by, zone)


@router.post(
    "/feeds/{feed_id}/run",
    status_code=status.HTTP_202_ACCEPTED,
    responses=describe(*NOT_ALLOWED, FeedUnknownError, FeedNotFetchedError),
)
async def run_feed(feed_id: Id, curator: CuratorDep, session: SessionDep) -> FeedOut:
    """Have a feed read now."""
    await service.run_now(session, feed_id, curator.by)
    return await _shown(session, feed_id)


@router.post(
    "/feeds/{feed_id}/accept-drop",
    status_code=status.HTTP_202_ACCEPTED,
    responses=describe(*NOT_ALLOWED, FeedUnknownError, FeedNotFetchedError),
)
async def accept_drop(feed_id: Id, curator: CuratorDep, session: SessionDep) -> FeedOut:
    """Believe a feed that suddenly lists less than half: what it lacks is gone."""
    await service.accept_drop(session, feed_id, curator.by)
    return await _shown(session, feed_id)


@router.post(
    "/feeds/{feed_id}/dry-run",
    status_code=status.HTTP_202_ACCEPTED,
    responses=describe(*NOT_ALLOWED, FeedUnknownError, FeedNotFetchedError),
)
async def ask_for_dry_run(feed_id: Id, _curator: CuratorDep, session: SessionDep) -> AskedOut:
    """Have it found out what a run would do now."""
    return AskedOut(id=await service.ask_for_dry_run(session, feed_id))


@router.get("/feed-dry-runs/{errand_id}", responses=describe(*NOT_ALLOWED, ErrandUnknownError))
async def show_dry_run(errand_id: UUID, _curator: CuratorDep, session: SessionDep) -> ErrandOut:
    """What a run would do."""
    return errand_out(await errands.answer(session, errand_id, "dry_run"))


@router.post(
    "/feeds/{feed_id}/upload",
    responses=describe(*NOT_ALLOWED, FeedUnknownError, InvalidFeedError),
    openapi_extra={
        "requestBody": {
            "required": True,
            "content": {
                "application/octet-stream": {"schema": {"type": "string", "format": "binary"}}
            },
        }
    },
)
async def upload(
    feed_id: Id, request: Request, curator: CuratorDep, session: SessionDep, zone: ZoneDep
) -> UploadOut:
    """Store a file's events: CSV, XLSX or iCalendar, at most 20 MB, as the body."""
    raw = await uploading.receive(request.stream())
    report = await uploading.store(session, feed_id, raw, curator.by, zone)
    return UploadOut(
        found_count=report.found_count,
        new_count=report.new_count,
        changed_count=report.changed_count,
        unchanged_count=report.unchanged_count,
        skipped_count=report.skipped_count,
        problems=[
            {"reason": each.reason, "uid": each.uid, "line": each.line}
            for each in report.problems[:CHANGES_SHOWN]
        ],
    )


@router.get("/feeds/{feed_id}/runs", responses=describe(*NOT_ALLOWED, FeedUnknownError))
async def list_runs(feed_id: Id, _curator: CuratorDep, session: SessionDep) -> list[RunOut]:
    """A feed's last 30 runs, newest first."""
    await _shown(session, feed_id)
    return [run_out(each) for each in await listing.runs(session, feed_id, RUNS_SHOWN)]


@router.get("/runs/{run_id}", responses=describe(*NOT_ALLOWED, RunUnknownError))
async def show_run(run_id: Id, _curator: CuratorDep, session: SessionDep) -> RunDetailOut:
    """A run with the lines that it could not read and what it changed."""
    run = await listing.run(session, run_id)
    if run is None:
        raise RunUnknownError
    return run_detail_out(run, await listing.changes(session, run_id, CHANGES_SHOWN))


@router.post(
    "/runs/{run_id}/replay",
    status_code=status.HTTP_202_ACCEPTED,
    responses=describe(*NOT_ALLOWED, RunUnknownError, BodyForgottenError),
)
async def replay_run(run_id: Id, curator: CuratorDep, session: SessionDep) -> None:
    """Have what a run read stored once more."""
    await service.replay(session, run_id, curator.by)


@router.post(
    "/feed-previews",
    status_code=status.HTTP_202_ACCEPTED,
    responses=describe(*NOT_ALLOWED, InvalidFeedError),
)
async def ask_for_preview(body: PreviewIn, _curator: CuratorDep, session: SessionDep) -> AskedOut:
    """Have it found out what a feed would bring."""
    errand_id = await service.ask_for_preview(
        session, url=body.url, adapter=body.adapter, zone=body.zone
    )
    return AskedOut(id=errand_id)


@router.get("/feed-previews/{errand_id}", responses=describe(*NOT_ALLOWED, ErrandUnknownError))
async def show_preview(errand_id: UUID, _curator: CuratorDep, session: SessionDep) -> ErrandOut:
    """What a feed would bring."""
    return errand_out(await errands.answer(session, errand_id, "preview"))


@router.post(
    "/feed-searches",
    status_code=status.HTTP_202_ACCEPTED,
    responses=describe(*NOT_ALLOWED, InvalidFeedError),
)
async def ask_for_feeds(body: HomepageIn, _curator: CuratorDep, session: SessionDep) -> AskedOut:
    """Have the feeds of a homepage found."""
    return AskedOut(id=await service.ask_for_feeds(session, body.homepage))


@router.get("/feed-searches/{errand_id}", responses=describe(*NOT_ALLOWED, ErrandUnknownError))
async def show_feeds(errand_id: UUID, _curator: CuratorDep, session: SessionDep) -> ErrandOut:
    """The feeds that a homepage offers, each with what it would bring."""
    return errand_out(await errands.answer(session, errand_id, "find"))


async def _shown(session: SessionDep, feed_id: int) -> FeedOut:
    now = clock.now()
    feed = await listing.feed(session, feed_id, now)
    if feed is None:
        raise FeedUnknownError
    return feed_out(feed, now)
