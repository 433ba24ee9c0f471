"""What stands in titles beside the title: dates, times, states, hosts, buttons."""

import re
import unicodedata

from app.events.matching.title_words import COUNTED

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?"
_CLOCK = r"\d{1,2}(?::\d\d)?\s*[ap]\.?\s?m\b\.?|\d{1,2}:\d\d(?!\d)"
_TIME = re.compile(
    rf"(?:\bdoors?(?: open)?(?: at)?\s+|@\s*|\bat\s+)?(?<![\d:])(?:{_CLOCK})"
    rf"(?:\s*(?:-|–|to)\s*(?:{_CLOCK}))?"
)
_DATE = re.compile(
    rf"(?:\b{_WEEKDAY}\b\.?,?\s+)?\b{_MONTH}\b\.?\s+\d{{1,2}}(?:st|nd|rd|th)?\b(?:,?\s+20\d\d\b)?"
    rf"|(?:\b{_WEEKDAY}\b\.?,?\s+)?(?<![\w/-])(?:0?[1-9]|1[0-2])/(?:0?[1-9]|[12]\d|3[01])"
    r"(?:/(?:20)?\d\d)?(?![\w/])"
    rf"|^\W*{_WEEKDAY}\b\s*[.,:|–-]|[,|–-]\s*{_WEEKDAY}\W*$"
)
_COUNTED_BEFORE = re.compile(rf"\b(?:{'|'.join(sorted(COUNTED))})\s*$")
_STATE = re.compile(
    r"\b(?:sold[ -]out|cancell?ed|postponed|re-?scheduled(?: (?:from|to)\b[^)\]|:]*)?"
    r"|new (?:date|time)|just added|on sale(?: now)?|(?:buy|get) tickets|tickets? available"
    r"|low tickets|(?:18|21) ?\+|(?:18|21) (?:and|&) (?:over|up)|all (?:ages|levels|welcome)"
    r"|for all (?:ages|levels))(?!\w)"
)
BRACKETS = re.compile(r"\(([^()\[\]]*)\)|\[([^()\[\]]*)\]")
_BUTTON = re.compile(r"\s*(?:tickets?|info|details|free|live|rsvp|rain or shine)\s*")
_SHOUT = re.compile(r"^\W*live(?: music)?\s*[:!|–-]|\W(?:live|free)\W*$")
_HOST = re.compile(
    r"\b(?:presented|hosted|sponsored|brought to you|organi[sz]ed) by [^:|()\[\]–—]*"
)
_PRESENTS = re.compile(r"^(?P<by>[^:|()\[\]]{2,60}?)\bpresents?\b\s*:?\s*(?=\S)|\bpresents?\s*:")
# Emoji and other signs that are no letters.
_PICTURES = frozenset({"So", "Sk", "Cs", "Co", "Cn", "Cf", "Cc"})


def fold(text: str) -> str:
    """Return lower case without accents, apostrophes and pictures; other punctuation stays."""
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    plain = "".join(
        letter
        for letter in decomposed
        if not unicodedata.combining(letter) and unicodedata.category(letter) not in _PICTURES
    )
    plain = re.sub("['’\u2018`\u00b4]", "", plain)
    plain = re.sub(r"(?<=\s)@(?=\s)", "at", plain)
    plain = re.sub(r"\bw/\s*", " with ", plain)
    plain = re.sub(r"\bfeat(?:\.|uring\b|\b)|\bft\.", " with ", plain)
    plain = re.sub(r"\bvs?\b\.?(?=\s)", "v", plain)
    return " ".join(re.sub(r"[&+](?!\w*\d)(?<!\d\+)|\bn\b", " and ", plain).split())


def strip_notices(text: str) -> str:
    """Take out of a folded title all that is no title, leaving a separator."""
    for pattern in (_STATE, _SHOUT, _TIME):
        text = _removed(pattern, text)
    text = BRACKETS.sub(_without_button, text)
    text = _DATE.sub(_without_date, text)
    text = _removed(_HOST, text)
    return _PRESENTS.sub(" ", text) if _PRESENTS.match(text) else text


def _removed(pattern: re.Pattern[str], text: str) -> str:
    return pattern.sub(" | ", text)


def _without_button(match: re.Match[str]) -> str:
    inside = match[1] if match[1] is not None else match[2]
    return " | " if _BUTTON.fullmatch(inside) else match[0]


def _without_date(match: re.Match[str]) -> str:
    """Keep what only looks like a date: Session 3/6."""
    return match[0] if _COUNTED_BEFORE.search(match.string[: match.start()]) else " | "
