"""Claims that an event costs nothing, told apart from free parking, free Radicals and feeling free.

A claim counts only when it holds for everybody who comes: "free for members" and "free with museum
admission" claim nothing.
"""

import re

_CONTEXT_CHARACTERS = 60

_HINTS = (
    "free", "no cover", "no charge", "no cost", "no fee", "no admission", "no entr", "without c",
    "complimentary", "costs nothing", "never a cover", "gratis", "gratuit", "entrada libre",
)  # fmt: skip
_FREE = re.compile(r"(?<![\w-])free(?![\w]|-\w)")
# What can be free so that coming to it is: "a free outdoor concert", "the class is free".
_EVENT = (
    r"events?|concerts?|shows?|screenings?|movies?|films?|class(?:es)?|workshops?|lectures?|talks?"
    r"|seminars?|webinars?|performances?|recitals?|programs?|programmes?|festivals?|tours?|walks?"
    r"|hikes?|clinics?|courses?|lessons?|sessions?|demonstrations?|demos?|exhibits?"
    r"|exhibitions?|readings?|discussions?|receptions?|openings?|nights?|days?|admission|entry"
    r"|entrance|tickets?|registration|yoga|pilates|zumba|meditation|storytimes?|music|fun|party"
    r"|celebration|series|meetups?|tournaments?|fairs?|parade|fireworks|matinee|activit(?:y|ies)"
    r"|attendance|play|meetings?|camp|orientation|trivia|bingo|karaoke"
)
_WORD = re.compile(r" +([a-z0-9'&-]+)")
_IS_EVENT = re.compile(_EVENT)
_THING_OF_AN_EVENT = re.compile(
    r"\s+(?:apps?|calendars?|guides?|maps?|newsletters?|brochures?|schedules?|pass(?:es)?|posters?"
    r"|stay|magazines?|listings?|photos?|cds?|giveaways?)\b"
)
_IS_ADMISSION = re.compile(r"admission|entry|entrance|tickets?|registration|attendance")
_FOR_MEMBERS = re.compile(r"\s+(?:for|to)\s+(?:\w+\s+)?(?:members|residents|subscribers|ticket)\b")
_ALWAYS = r"(?:always|totally|completely|absolutely|entirely|also|both|now|100%)"
_PRICED = r"admissions?|entry|entrance|tickets?|costs?|prices?|cover|registration|attendance|fees?"
# What ends the search for an event: small words, names that begin with Free, things handed out.
_NO_EVENT = re.compile(
    r"(?:a|an|and|the|at|in|on|of|to|for|with|from|by|or|but|if|is|are|you|your|our|we|as|when"
    r"|radicals?|spirits?|birds?|forms?|range|jazz|speech|will|throws?|style|weights?|verse|swim"
    r"|time|motion|people|agents?|trade|press|hugs?|markets?|falls?|diving|library|solo|skate"
    r"|parking|drinks?|gifts?|lunch(?:es)?|dinner|breakfast|brunch|food|shipping|wifi|wi-fi"
    r"|shuttle|rides?"
    r"|coffee|beer|wine|popcorn|pizza|snacks?|samples?|t-?shirts?|shirts?|swag|poster|bag|bags"
    r"|backpacks?|books?|trial|consultations?|glass|kids?|meals?|ice|raffle|giveaways?|trees?"
    r"|delivery|upgrade|refills?|childcare|transportation|flu)\b"
)
_NEGATED = re.compile(
    r"(?:\bnot|n't|\bno\s+longer|\bnever|\bnothing\s+is)\s+(?:an?\s+|entirely\s+)?$"
)
# Only some of those who come.
_SOMEBODY = (
    r"(?:kids?|child(?:ren)?|members?|students?|seniors?|veterans?|military|ladies|women|infants?"
    r"|toddlers?|babies|residents?|spectators?|teachers?|grown-ups|adults?|drivers?|guests?|youth"
    r"|(?:under|over)\s+\w+|(?:and|&)\s+(?:under|younger|up|over)|\d+|dogs?"
    r"|id|first\s+\w+|holders?)"
)
_SOMETHING = (
    r"(?:parking|shuttles?|wi-?fi|drinks?|refreshments?|snacks?|popcorn|coffee|lunch|dinner|food"
    r"|delivery|shipping|rentals?|repairs|chairs|childcare|valet|keynote|transportation|materials)"
)
# "kids free", "parking is free", "feel free", "win a free …"
_NOT_CLAIMED_BEFORE = re.compile(
    rf"(?:(?<!admission\sand\s)(?<!admission\s&\s)\b(?:{_SOMEBODY}|{_SOMETHING})\s*"
    r"(?:(?:is|are|get\s+in|gets?|eat|enter|admitted|:|-|–)\s*)?"
    rf"(?:{_ALWAYS}\s*)?"
    r"|\b(?:feel|feels|feeling|gluten|sugar|dairy|nut|smoke|alcohol|drug|tax|toll|duty|hassle"
    r"|stress|risk|worry|plastic|screen|phone|barrier|cruelty|set|sets|break|breaks|breaking|run|hands"
    r"|fancy|one|two|your|another|born|fat|meat|pain|debt|get\s+\w+\s+\w+)\s*"
    r"|\b(?:get|gets|win|wins|winning|earn|earns|receives?|includes?|including|plus|comes\s+with)"
    r"\s+(?:an?\s+|the\s+|one\s+|two\s+|\d+\s+)?)$"
)
# "admission is free", "the class is free", "join us for free", or nothing before it at all
_CLAIMED_BEFORE = re.compile(
    rf"(?:\b(?:{_PRICED})\s*(?:(?:and|&)\s+parking\s+)?"
    rf"(?:(?:'s|is|are|was|will\s+be|:|=|-|–|—)\s*)?"
    rf"|\b(?:{_EVENT}|it|this|everything|all)\s*(?:'s|is|are|will\s+be)\s*"
    rf"|\b(?:attend|join(?:\s+us)?|enter|come|participate|rsvp|register|play)\s+(?:\w+\s+)?for\s+"
    rf"|(?:^|[(\[,–—/-])\s*)(?:{_ALWAYS}\s*)?$"
)
_ENDS_AFTER = re.compile(
    r"\s*(?:$|[,.:;)\]/–—(&-]|but\b|and\s+(?:open|fun|family)\b|rsvp\b|registration\s+req)"
)
# "free admission", "free and open", "free with RSVP"
_ADMITS_AFTER = re.compile(
    r"\s+(?:and\s+open\b|&\s+open\b|of\s+(?:charge|cost)\b|admission\b|entry\b|entrance\b"
    r"|to\s+(?:attend|enter|join|watch|play|participate|all\b|every|anyone"
    r"|the\s+(?:public|community))|for\s+(?:all\b|every|anyone|the\s+(?:public|community|whole))"
    r"|(?:with|w/)\s*(?:an?\s+)?(?:advance\s+|prior\s+|online\s+)?(?:rsvp|registration|reservation)"
    r"|(?:parking|refreshments|food)\s+(?:and|&)\s+(?:admission|entry)\b)"
)
_FOR_EVERYBODY = re.compile(r"for\s+(?:all\b|every|anyone|the\s+(?:public|community|whole))")
_CONDITION = re.compile(
    rf"^[^,]{{0,24}}?\b(?:(?:for|to)\s+(?:\w+\s+){{0,2}}?{_SOMEBODY}\b"
    r"|(?:for|to)\s+(?:the\s+)?first\b"
    r"|for\s+ages\b|with\s+(?!(?:an?\s+)?(?:\w+\s+)?(?:rsvp|registration|reservation))"
    r"|until\b|till\b|before\b|after\s+\d|if\b|when\s+you\b|on\s+your\b|giveaway|raffle)"
)
# Free for who pays otherwise, or who belongs: "free with museum admission", "free (members)".
_PAID_FOR = re.compile(
    r"^[^.]{0,40}?\bwith\s+(?:[\w-]+\s+){0,3}?(?:admission|membership|purchase|tickets?|paid|entry"
    r"|meal|package|pass)\b|^\s*[(–—-]\s*(?:for\s+)?"
    rf"{_SOMEBODY}\s*(?:$|only|[),]|and\b)"
)
_NO_PRICE = re.compile(
    r"\bno\s+(?:cover|admission|entrance|entry)(?:\s+(?:charges?|fees?))?\b"
    r"(?!\s+(?:bands?|songs?|after))"
    r"|(?<!\w)(?:at|for|is|has)\s+no\s+(?:cost|charge|fee)s?\b|^no\s+(?:cost|charge|fee)s?\b"
    r"|\bno\s+(?:cost|charge|fee)s?(?=\s*(?:$|[,)]|to\s+(?:attend|enter|join|participate)))"
    r"|\bwithout\s+charge\b|\bcosts\s+nothing\b|\bnever\s+a\s+cover\b"
    r"|\bcomplimentary\s+(?:admission|entry|entrance|events?|class|tickets?|concert)\b"
    r"|\bgratis\b|\bentrada\s+(?:es\s+)?(?:libre|gratuita)\b|\b(?:evento|concierto)\s+gratuito\b"
)
_NO_PRICE_CONDITION = re.compile(
    rf"\s*(?:(?:for|to)\s+(?!attend|enter|join|partic|all\b|every|anyone"
    r"|the\s+public|this|admission)"
    rf"|before\b|until\b|if\b|with\b|on\s+your|after\b|{_SOMETHING}\b)"
)


def hints_at_free(text: str) -> bool:
    """Tell cheaply whether a lower-cased text could claim anything at all."""
    return any(hint in text for hint in _HINTS)


def claims_free(clause: str) -> bool:
    """Tell whether a lower-cased clause says that everybody gets in for nothing."""
    return any(_is_free_claim(clause, match) for match in _FREE.finditer(clause)) or any(
        not _NO_PRICE_CONDITION.match(clause[match.end() : match.end() + _CONTEXT_CHARACTERS])
        for match in _NO_PRICE.finditer(clause)
    )


def _is_free_claim(clause: str, match: re.Match[str]) -> bool:
    before = clause[max(0, match.start() - _CONTEXT_CHARACTERS) : match.start()]
    after = clause[match.end() : match.end() + _CONTEXT_CHARACTERS]
    if _NEGATED.search(before) or _NOT_CLAIMED_BEFORE.search(before) or _PAID_FOR.match(after):
        return False
    if admits := _ADMITS_AFTER.match(after):
        rest = after[admits.end() :]
        return bool(_FOR_EVERYBODY.search(admits[0])) or not _CONDITION.match(rest)
    if _CLAIMED_BEFORE.search(before) and _ENDS_AFTER.match(after):
        return True
    if _CLAIMED_BEFORE.search(before) and before.strip(" ([-–—:/,") and not _CONDITION.match(after):
        return not _NO_EVENT.match(after.strip())
    return _names_event(after)


def _names_event(after: str) -> bool:
    """Tell whether what is free is the event, up to three words on: "free outdoor yoga class"."""
    end = 0
    for _ in range(4):
        word = _WORD.match(after, end)
        if word is None or _NO_EVENT.fullmatch(word[1]):
            return False
        end = word.end()
        if _IS_EVENT.fullmatch(word[1]) and not _THING_OF_AN_EVENT.match(after, end):
            condition = _CONDITION if _IS_ADMISSION.fullmatch(word[1]) else _FOR_MEMBERS
            return not condition.match(after[end:])
    return False
