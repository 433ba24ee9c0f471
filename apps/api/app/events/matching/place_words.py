"""Words of places in one spelling: St. is Street, Ctr is Center, 5th is Fifth's 5."""

import re

from app.events.rules import normal_form

_SPELLINGS = {
    written: form
    for form, others in {
        "street": "st str",
        "avenue": "ave av aven",
        "boulevard": "blvd boul",
        "road": "rd",
        "drive": "dr drv",
        "lane": "ln",
        "court": "ct",
        "place": "pl",
        "parkway": "pkwy pky",
        "highway": "hwy",
        "circle": "cir",
        "terrace": "ter terr",
        "trail": "trl",
        "square": "sq",
        "alley": "aly",
        "point": "pt pte",
        "mount": "mt",
        "fort": "ft",
        "saint": "saints",
        "north": "n",
        "south": "s",
        "east": "e",
        "west": "w",
        "northeast": "ne",
        "northwest": "nw",
        "southeast": "se",
        "southwest": "sw",
        "center": "ctr centre cntr cent",
        "theater": "theatre",
        "amphitheater": "amphitheatre",
        "performing": "perf",
        "community": "comm",
        "university": "univ",
        "building": "bldg",
        "company": "co",
        "room": "rm",
        "suite": "ste",
        "floor": "flr",
        "auditorium": "aud",
        "harbor": "harbour",
        "gray": "grey",
        "1": "first one 1st",
        "2": "second two 2nd",
        "3": "third three 3rd",
        "4": "fourth four 4th",
        "5": "fifth five 5th",
        "6": "sixth six 6th",
        "7": "seventh seven 7th",
        "8": "eighth eight 8th",
        "9": "ninth nine 9th",
        "10": "tenth ten 10th",
        "11": "eleventh eleven 11th",
        "12": "twelfth twelve 12th",
    }.items()
    for written in others.split()
}


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_ORDINAL = re.compile(r"(\d+)(?:st|nd|rd|th)")
SMALL = _words("the a an at of in on and")
DIRECTIONS = _words("north south east west northeast northwest southeast southwest upper lower")
# Types of places: they tell little of which one it is.
GENERIC = SMALL | _words(
    """academy amphitheater arena arts art auditorium avenue bar beach books branch brewery
    brewing building cafe center chapel church cinema city civic club college community
    company county court district downtown gallery garden gardens grand green grill hall high
    hotel house inn kitchen library lodge lounge main market middle museum park pavilion
    performing playhouse post preserve public restaurant road room saint school shop square
    stadium state store street studio studios tavern taproom theater town university village"""
)
ROOMS = _words(
    """amphitheater annex atrium auditorium backyard ballroom balcony bar basement building
    cafeteria canteen chambers chapel classroom clubhouse courtyard court deck dock field
    floor foyer gallery garden grounds gym gymnasium hall lab lawn library lobby loft lot
    lounge mainstage mezzanine parking patio pavilion playground plaza pool ramp rink room
    rooftop room sanctuary screen section shelter space stage studio suite table tent terrace
    theater track trailhead upstairs downstairs wing"""
)
# Joined to a name without a comma, these make another place's name: Harbor Hall Gallery.
_ALSO_PLACES = _words(
    """amphitheater annex bar building chapel court field gallery garden grounds hall lab library
    loft lounge pavilion plaza pool studio table terrace theater"""
)
STREETS = _words("alley avenue boulevard drive highway lane parkway road street trail")
SURE_ROOMS = ROOMS - _ALSO_PLACES
# "Near Harbor Hall" is not in it.
BESIDE = _words(
    """across adjacent around behind beside between by front from near nearby next opposite
    outside"""
)
ONLINE = _words(
    """online virtual virtually zoom webinar livestream livestreamed streaming stream remote
    teams youtube webex hybrid facebook instagram"""
)
# Texts of these words alone name no place.
NOWHERE = SMALL | _words(
    """1 address after all announced anywhere area available be call citywide city confirmed
    contact countywide county determined details different downtown email everywhere event for
    google here home host hosted in info link live location locations many meet meeting
    microsoft multiple n none only or other our own participants person place places please
    private provided registered register registration rsvp residence see sent several site
    sites statewide tba tbc tbd ticket tickets to unknown upon us various venue venues via
    website will with your zip"""
)
_LEAST_SHARED = 2


def spell(words: list[str]) -> list[str]:
    """Return words of a normal form in one spelling; "st" before a name is a saint."""
    spelt: list[str] = []
    for position, word in enumerate(words):
        if word == "st" and position == 0 and len(words) > 1:
            spelt.append("saint")
        elif ordinal := _ORDINAL.fullmatch(word):
            spelt.append(ordinal[1])
        else:
            spelt.append(_SPELLINGS.get(word, word))
    return spelt


def read_place_text(text: str) -> frozenset[str]:
    """Return the words of a text about a place, to be compared with `do_texts_agree`."""
    return frozenset(word for word in spell(normal_form(text).split()) if word not in SMALL)


def do_texts_agree(one: frozenset[str], other: frozenset[str]) -> bool:
    """Return whether one text says all that the other says, and that is more than one word."""
    if one == other:
        return True
    smaller = one if len(one) <= len(other) else other
    return len(smaller) >= _LEAST_SHARED and (one <= other or other <= one)
