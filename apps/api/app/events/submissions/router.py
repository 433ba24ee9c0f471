"""HTTP in and out of what anybody submits or reports, without an account."""

import secrets
from typing import Annotated
from uuid import UUID, uuid4

from fastapi import APIRouter, Depends, Header, Path, Request, status

from app.events.calendar.errors import CalendarTooLargeError, NotACalendarError
from app.events.dependencies import ZoneDep, keep_from_caches
from app.events.errors import EventNotFoundError
from app.events.service import LARGEST_ID
from app.events.sources import errands
from app.events.sources.errors import ErrandUnknownError, InvalidFeedError
from app.events.sources.rules import web_feed_address
from app.events.submissions import files, likeness, limits, reports, service, tickets
from app.events.submissions.errors import (
    FileTooLargeError,
    FormTokenError,
    InvalidSubmissionError,
    SubmissionSettledError,
    SubmissionUnknownError,
)
from app.events.submissions.schemas import (
    AskedOut,
    FormTokenOut,
    PageIn,
    PrefillAnswerOut,
    PrefillOut,
    ReportedOut,
    ReportIn,
    SimilarIn,
    SimilarOut,
    SubmissionChangeIn,
    SubmissionIn,
    SubmissionOut,
    SubmittedOut,
)
from app.events.submissions.service import Pass
from app.http.problems import describe
from app.http.session import SessionDep
from app.identity.dependencies import DeviceDep, IdentityDep
from app.identity.errors import TooManyAttemptsError

router = APIRouter(prefix="/api", tags=["submissions"], dependencies=[Depends(keep_from_caches)])

OF_THE_FORM = {"website", "form_token", "contact_email"}
EventId = Annotated[int, Path(ge=1, le=LARGEST_ID)]
EditToken = Annotated[str, Header(alias="X-Edit-Token", min_length=1, max_length=200)]


@router.get("/submissions/form-token")
async def open_form(identity: IdentityDep) -> FormTokenOut:
    """Note that somebody opens a form, in a token that goes back with it."""
    return FormTokenOut(form_token=tickets.form_token(identity.keys))


@router.post(
    "/submissions",
    status_code=status.HTTP_201_CREATED,
    responses=describe(InvalidSubmissionError, FormTokenError, TooManyAttemptsError),
)
async def submit_event(
    body: SubmissionIn,
    session: SessionDep,
    identity: IdentityDep,
    device: DeviceDep,
    zone: ZoneDep,
) -> SubmittedOut:
    """Propose an event; a curator looks at it before it is published."""
    await limits.count(
        session, limits.SUBMISSIONS, device.address, in_all=limits.SUBMISSIONS_IN_ALL
    )
    if body.website:  # What fills in what nobody sees gets thanks, and nothing is stored.
        return SubmittedOut(id=uuid4(), edit_token=secrets.token_urlsafe(32), state="waiting")
    tickets.check_form_token(identity.keys, body.form_token)
    made = await service.submit(
        session,
        identity.keys,
        body.model_dump(exclude=OF_THE_FORM),
        contact_email=body.contact_email,
        address=device.address,
        zone=zone,
    )
    return SubmittedOut(id=made.submission_id, edit_token=made.token, state="waiting")


@router.post(
    "/submissions/similar", responses=describe(InvalidSubmissionError, TooManyAttemptsError)
)
async def find_similar(
    body: SimilarIn, session: SessionDep, device: DeviceDep, zone: ZoneDep
) -> list[SimilarOut]:
    """What is on the calendar that may be the same."""
    await limits.count(session, limits.COMPARISONS, device.address)
    return await likeness.similar(
        session,
        body.title,
        likeness.start_of(body.start, zone, all_day=body.all_day),
        all_day=body.all_day,
        location=body.location,
        zone=zone,
    )


@router.post(
    "/submissions/prefill",
    status_code=status.HTTP_202_ACCEPTED,
    responses=describe(InvalidFeedError, TooManyAttemptsError),
)
async def ask_for_prefill(body: PageIn, session: SessionDep, device: DeviceDep) -> AskedOut:
    """Have a page read that tells of the event."""
    await limits.count(session, limits.PREFILLS, device.address)
    address = web_feed_address(body.url)
    if address is None:
        raise InvalidFeedError("url: This is no address of the web.")
    return AskedOut(id=await errands.ask(session, "prefill", {"url": address}))


@router.get("/submissions/prefill/{errand_id:uuid}", responses=describe(ErrandUnknownError))
async def show_prefill(errand_id: UUID, session: SessionDep) -> PrefillAnswerOut:
    """What the page says of the event."""
    errand = await errands.answer(session, errand_id, "prefill")
    return PrefillAnswerOut.model_validate(errand)


@router.post(
    "/submissions/read-ics",
    responses=describe(
        NotACalendarError, CalendarTooLargeError, FileTooLargeError, TooManyAttemptsError
    ),
    openapi_extra={
        "requestBody": {
            "required": True,
            "content": {"text/calendar": {"schema": {"type": "string"}}},
        }
    },
)
async def read_calendar_file(
    request: Request, session: SessionDep, device: DeviceDep, zone: ZoneDep
) -> list[PrefillOut]:
    """The events of an .ics file of at most 1 MB, sent as the body; at most 20."""
    await limits.count(session, limits.FILES, device.address)
    found = await files.read(await files.receive(request.stream()), zone)
    return [PrefillOut.model_validate(each) for each in found]


@router.get("/submissions/{submission_id:uuid}", responses=describe(SubmissionUnknownError))
async def show_submission(
    submission_id: UUID, token: EditToken, session: SessionDep, device: DeviceDep
) -> SubmissionOut:
    """What became of a submission, for its maker."""
    opened = Pass(submission_id, token, device.address)
    return SubmissionOut.model_validate(await service.show(session, opened))


@router.patch(
    "/submissions/{submission_id:uuid}",
    responses=describe(
        SubmissionUnknownError,
        SubmissionSettledError,
        InvalidSubmissionError,
        TooManyAttemptsError,
    ),
)
async def change_submission(
    submission_id: UUID,
    body: SubmissionChangeIn,
    token: EditToken,
    session: SessionDep,
    device: DeviceDep,
    zone: ZoneDep,
) -> SubmissionOut:
    """Change a submission; what is published of it stays until a curator has seen the change."""
    await limits.count(session, limits.CHANGES, device.address)
    opened = Pass(submission_id, token, device.address)
    await service.change(session, opened, body.model_dump(exclude_unset=True), zone)
    return SubmissionOut.model_validate(await service.show(session, opened))


@router.post(
    "/submissions/{submission_id:uuid}/withdraw",
    responses=describe(SubmissionUnknownError, SubmissionSettledError),
)
async def withdraw_submission(
    submission_id: UUID,
    token: EditToken,
    session: SessionDep,
    device: DeviceDep,
    zone: ZoneDep,
) -> SubmissionOut:
    """Take a submission back; what is published of it leaves the calendar."""
    opened = Pass(submission_id, token, device.address)
    await service.withdraw(session, opened, zone)
    return SubmissionOut.model_validate(await service.show(session, opened))


@router.post(
    "/events/{event_id}/reports",
    status_code=status.HTTP_201_CREATED,
    responses=describe(EventNotFoundError, FormTokenError, TooManyAttemptsError),
)
async def report_event(
    event_id: EventId,
    body: ReportIn,
    session: SessionDep,
    identity: IdentityDep,
    device: DeviceDep,
) -> ReportedOut:
    """Say what is wrong with an event."""
    await limits.count(session, limits.REPORTS, device.address, in_all=limits.REPORTS_IN_ALL)
    if body.website:
        return ReportedOut(id=1 + secrets.randbelow(10_000))
    tickets.check_form_token(identity.keys, body.form_token)
    values = body.model_dump(exclude={"website", "form_token"})
    return ReportedOut(id=await reports.report(session, event_id, values, device.address))
