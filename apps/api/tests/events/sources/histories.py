"""Twenty feeds as they behave in the wild: five answers each, and what the public sees after each.

A step is the hours since the step before, what the feed answers, and the calendar afterwards: for
each date "03-07 19:00 Title", with " (cancelled)" and " (moved)" where it says so.
"""

from dataclasses import dataclass, field

from app.events.fetching.errors import FetchFailedError
from tests.factories.calendars import vcalendar, vevent

WEEKLY = "RRULE:FREQ=WEEKLY;COUNT=4"
JAZZ = ("jazz", "20260310T190000")
FILM = ("film", "20260311T200000")
OPERA = ("opera", "20260312T193000")
CHALLENGE = b"<!DOCTYPE html><html><head><title>Just a moment...</title></head><body></body></html>"
TIMEOUT = FetchFailedError("timeout", "feeds.example did not answer within 30 seconds.")
NOT_THERE = FetchFailedError(
    "http_status", "It answered 404: the page is not there.", http_status=404
)
EMPTY = vcalendar()

JAZZ_SEEN, FILM_SEEN, OPERA_SEEN = "03-10 19:00 jazz", "03-11 20:00 film", "03-12 19:30 opera"
THREE = [JAZZ_SEEN, FILM_SEEN, OPERA_SEEN]


@dataclass(frozen=True)
class Step:
    """An answer of the feed, and what the public sees after it; the run's status and trouble."""

    hours: float
    answer: bytes | FetchFailedError
    seen: list[str]
    status: str = "complete"
    trouble: str | None = None


@dataclass(frozen=True)
class History:
    """One feed's five answers."""

    name: str
    steps: list[Step] = field(default_factory=list)


def three(*, jazz: str = "", film: str = "", opera: str = "") -> bytes:
    """The three events as they are, or each as given."""
    return vcalendar(jazz or vevent(*JAZZ), film or vevent(*FILM), opera or vevent(*OPERA))


def weekly(uid: str = "yoga", start: str = "20260309T180000", *lines: str, title: str = "") -> str:
    """Four Mondays from 9 March on."""
    return vevent(uid, start, WEEKLY, *lines, summary=title or "Yoga")


YOGA = ["03-09 18:00 Yoga", "03-16 18:00 Yoga", "03-23 18:00 Yoga", "03-30 18:00 Yoga"]


def _renumbered(offset: int) -> bytes:
    events = [JAZZ, FILM, OPERA]
    return vcalendar(
        *(
            vevent(f"{index + offset}", start, summary=title)
            for index, (title, start) in enumerate(events)
        )
    )


def _torn(content: bytes) -> bytes:
    return content[: content.index(b"UID:opera") + 5]


HISTORIES = [
    History(
        "nothing changes but the noise of revisions",
        [
            Step(0, three(), THREE),
            Step(1, three(), THREE, status="unchanged"),
            Step(1, three(jazz=vevent(*JAZZ, "SEQUENCE:4")), THREE),
            Step(1, three(jazz=vevent(*JAZZ, "DTSTAMP:20260306T120000Z")), THREE),
            Step(24, three(), THREE),
        ],
    ),
    History(
        "a one-off moves by an hour, to another day, and back",
        [
            Step(0, three(), THREE),
            Step(
                1,
                three(jazz=vevent("jazz", "20260310T200000")),
                ["03-10 20:00 jazz (moved)", FILM_SEEN, OPERA_SEEN],
            ),
            Step(
                1,
                three(jazz=vevent("jazz", "20260313T200000")),
                [FILM_SEEN, OPERA_SEEN, "03-13 20:00 jazz (moved)"],
            ),
            Step(1, three(), THREE),
            Step(1, three(), THREE, status="unchanged"),
        ],
    ),
    History(
        "an event is cancelled, stays visible as such, and is on again",
        [
            Step(0, three(), THREE),
            Step(
                1,
                three(film=vevent(*FILM, "STATUS:CANCELLED")),
                [JAZZ_SEEN, f"{FILM_SEEN} (cancelled)", OPERA_SEEN],
            ),
            Step(
                24,
                three(film=vevent(*FILM, "STATUS:CANCELLED")),
                [JAZZ_SEEN, f"{FILM_SEEN} (cancelled)", OPERA_SEEN],
            ),
            Step(1, three(film=vevent(*FILM, "STATUS:CONFIRMED")), THREE),
            Step(1, three(), THREE),
        ],
    ),
    History(
        "an event vanishes: missing at first, gone after two healthy answers and a day",
        [
            Step(0, three(), THREE),
            Step(1, vcalendar(vevent(*JAZZ), vevent(*FILM)), THREE),
            Step(
                1,
                vcalendar(vevent(*JAZZ), vevent(*FILM), vevent("x", "20260401")),
                [*THREE, "04-01 all day x"],
            ),
            Step(
                12,
                vcalendar(vevent(*FILM), vevent(*JAZZ), vevent("x", "20260401")),
                [*THREE, "04-01 all day x"],
            ),
            Step(
                12,
                vcalendar(vevent(*JAZZ), vevent(*FILM), vevent("x", "20260401")),
                [JAZZ_SEEN, FILM_SEEN, "04-01 all day x"],
            ),
        ],
    ),
    History(
        "an event vanishes for an answer and comes back",
        [
            Step(0, three(), THREE),
            Step(1, vcalendar(vevent(*JAZZ), vevent(*FILM)), THREE),
            Step(1, three(), THREE),
            Step(25, vcalendar(vevent(*JAZZ), vevent(*FILM)), THREE),
            Step(1, three(), THREE),
        ],
    ),
    History(
        "an event that is gone comes back under its old address",
        [
            Step(0, three(), THREE),
            Step(1, vcalendar(vevent(*JAZZ), vevent(*FILM)), THREE),
            Step(25, vcalendar(vevent(*JAZZ), vevent(*FILM)), [JAZZ_SEEN, FILM_SEEN]),
            Step(1, three(), THREE),
            Step(1, three(), THREE, status="unchanged"),
        ],
    ),
    History(
        "a feed is halved by mistake and removes nothing, however often",
        [
            Step(
                0,
                vcalendar(vevent(*JAZZ), vevent(*FILM), vevent(*OPERA), weekly()),
                [YOGA[0], *THREE, *YOGA[1:]],
            ),
            Step(1, vcalendar(vevent(*JAZZ)), [YOGA[0], *THREE, *YOGA[1:]], "halved", "halved"),
            Step(24, vcalendar(vevent(*JAZZ)), [YOGA[0], *THREE, *YOGA[1:]], "halved", "halved"),
            Step(1, EMPTY, [YOGA[0], *THREE, *YOGA[1:]], "halved", "empty"),
            Step(
                1,
                vcalendar(vevent(*JAZZ), vevent(*FILM), vevent(*OPERA), weekly()),
                [YOGA[0], *THREE, *YOGA[1:]],
            ),
        ],
    ),
    History(
        "a host fails in several ways and nothing is lost",
        [
            Step(0, three(), THREE),
            Step(1, TIMEOUT, THREE, "failed", "unreachable"),
            Step(2, NOT_THERE, THREE, "failed", "unreachable"),
            Step(30, TIMEOUT, THREE, "failed", "unreachable"),
            Step(1, three(), THREE),
        ],
    ),
    History(
        "a download is cut off: what is whole is read, nothing is removed",
        [
            Step(0, three(), THREE),
            Step(
                1,
                _torn(three(jazz=vevent("jazz", "20260310T193000"))),
                ["03-10 19:30 jazz (moved)", FILM_SEEN, OPERA_SEEN],
                "partial",
                "partial",
            ),
            Step(25, _torn(three()), THREE, "partial", "partial"),
            Step(25, _torn(three()), THREE, "partial", "partial"),
            Step(1, three(), ["03-10 19:00 jazz", FILM_SEEN, OPERA_SEEN]),
        ],
    ),
    History(
        "a bot check comes in the place of the calendar",
        [
            Step(0, three(), THREE),
            Step(1, CHALLENGE, THREE, "failed", "not_a_calendar"),
            Step(1, CHALLENGE, THREE, "failed", "not_a_calendar"),
            Step(26, CHALLENGE, THREE, "failed", "not_a_calendar"),
            Step(1, three(), THREE),
        ],
    ),
    History(
        "an event gets another UID and stays one event",
        [
            Step(0, three(), THREE),
            Step(1, three(film=vevent("film-2026", FILM[1], summary="film")), THREE),
            Step(
                1,
                three(film=vevent("film-2026", "20260311T203000", summary="film")),
                [JAZZ_SEEN, "03-11 20:30 film (moved)", OPERA_SEEN],
            ),
            Step(
                1,
                three(film=vevent("film-2026", "20260311T203000", summary="film")),
                [JAZZ_SEEN, "03-11 20:30 film (moved)", OPERA_SEEN],
                "unchanged",
            ),
            Step(
                25,
                three(film=vevent("film-2026", "20260311T203000", summary="film")),
                [JAZZ_SEEN, "03-11 20:30 film (moved)", OPERA_SEEN],
            ),
        ],
    ),
    History(
        "every answer has new UIDs",
        [
            Step(hours, _renumbered(offset), THREE)
            for hours, offset in ((0, 0), (1, 1), (1, 2), (24, 57), (1, 1))
        ],
    ),
    History(
        "a feed changes its zone and keeps its hours",
        [
            Step(0, vcalendar(weekly()), YOGA),
            Step(
                1,
                vcalendar(weekly().replace("America/New_York", "America/Chicago")),
                [f"03-{day} 19:00 Yoga (moved)" for day in ("09", "16", "23", "30")],
            ),
            Step(1, vcalendar(weekly()), YOGA),
            Step(1, vcalendar(weekly().replace("America/New_York", "US/Eastern")), YOGA),
            Step(24, vcalendar(weekly()), YOGA),
        ],
    ),
    History(
        "a series moves to another hour and keeps its dates' addresses",
        [
            Step(0, vcalendar(weekly()), YOGA),
            Step(
                1,
                vcalendar(weekly(start="20260309T190000")),
                [each.replace("18:00 Yoga", "19:00 Yoga (moved)") for each in YOGA],
            ),
            Step(
                1,
                vcalendar(weekly(start="20260309T190000", title="Yoga for all")),
                [each.replace("18:00 Yoga", "19:00 Yoga for all (moved)") for each in YOGA],
            ),
            Step(1, vcalendar(weekly()), YOGA),
            Step(1, vcalendar(weekly()), YOGA, "unchanged"),
        ],
    ),
    History(
        "a date is taken out of a series, then another is cancelled",
        [
            Step(0, vcalendar(weekly()), YOGA),
            Step(
                1,
                vcalendar(
                    weekly(
                        "yoga", "20260309T180000", "EXDATE;TZID=America/New_York:20260316T180000"
                    )
                ),
                YOGA,
            ),
            Step(
                24,
                vcalendar(
                    weekly(
                        "yoga", "20260309T180000", "EXDATE;TZID=America/New_York:20260316T180000"
                    )
                ),
                [YOGA[0], *YOGA[2:]],
            ),
            Step(
                1,
                vcalendar(
                    weekly(
                        "yoga", "20260309T180000", "EXDATE;TZID=America/New_York:20260316T180000"
                    ),
                    vevent(
                        "yoga",
                        "20260323T180000",
                        "RECURRENCE-ID;TZID=America/New_York:20260323T180000",
                        "STATUS:CANCELLED",
                        summary="Yoga",
                    ),
                ),
                [YOGA[0], f"{YOGA[2]} (cancelled)", YOGA[3]],
            ),
            Step(1, vcalendar(weekly()), [YOGA[0], YOGA[1], YOGA[2], YOGA[3]]),
        ],
    ),
    History(
        "a single date of a series moves and keeps its address",
        [
            Step(0, vcalendar(weekly()), YOGA),
            Step(
                1,
                vcalendar(
                    weekly(),
                    vevent(
                        "yoga",
                        "20260317T200000",
                        "RECURRENCE-ID;TZID=America/New_York:20260316T180000",
                        summary="Yoga",
                    ),
                ),
                [YOGA[0], "03-17 20:00 Yoga (moved)", *YOGA[2:]],
            ),
            Step(
                1,
                vcalendar(
                    weekly(),
                    vevent(
                        "yoga",
                        "20260316T190000",
                        "RECURRENCE-ID;TZID=America/New_York:20260316T180000",
                        summary="Yoga outdoors",
                    ),
                ),
                [YOGA[0], "03-16 19:00 Yoga outdoors (moved)", *YOGA[2:]],
            ),
            Step(1, vcalendar(weekly()), YOGA),
            Step(24, vcalendar(weekly()), YOGA),
        ],
    ),
    History(
        "what is over stays, whatever the feed lists now",
        [
            Step(0, three(), THREE),
            Step(120, vcalendar(vevent(*OPERA)), THREE),
            Step(25, vcalendar(vevent(*OPERA)), THREE),
            Step(25, vcalendar(vevent("new", "20260320T190000")), [*THREE, "03-20 19:00 new"]),
            Step(25, vcalendar(vevent("new", "20260320T190000")), [*THREE, "03-20 19:00 new"]),
        ],
    ),
    History(
        "a one-off becomes a series and a one-off again",
        [
            Step(0, vcalendar(vevent("yoga", "20260309T180000", summary="Yoga")), YOGA[:1]),
            Step(1, vcalendar(weekly()), YOGA),
            Step(1, vcalendar(weekly()), YOGA, "unchanged"),
            Step(
                1,
                vcalendar(vevent("yoga", "20260309T180000", summary="Yoga")),
                YOGA,
                "halved",
                "halved",
            ),
            Step(1, vcalendar(weekly()), YOGA),
        ],
    ),
    History(
        "a broken event costs nobody but itself",
        [
            Step(0, three(), THREE),
            Step(
                1,
                three(
                    film="BEGIN:VEVENT\r\nUID:film\r\nSUMMARY:film\r\nDTSTART:tomorrow\r\nEND:VEVENT\r\n"
                ),
                THREE,
            ),
            Step(
                1, three(film="BEGIN:VEVENT\r\nUID:film\r\nSUMMARY:film\r\nEND:VEVENT\r\n"), THREE
            ),
            Step(1, three(), THREE),
            Step(1, three(), THREE, "unchanged"),
        ],
    ),
    History(
        "titles, places and words change under one UID",
        [
            Step(0, three(), THREE),
            Step(
                1,
                three(opera=vevent(*OPERA, summary="Opera: a new title")),
                [JAZZ_SEEN, FILM_SEEN, "03-12 19:30 Opera: a new title"],
            ),
            Step(
                1,
                three(
                    opera=vevent(*OPERA, "LOCATION:Somewhere else", summary="Opera: a new title")
                ),
                [JAZZ_SEEN, FILM_SEEN, "03-12 19:30 Opera: a new title"],
            ),
            Step(1, three(opera=vevent(*OPERA, "DESCRIPTION:Words")), THREE),
            Step(1, three(), THREE),
        ],
    ),
]
