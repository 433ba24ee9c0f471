"""Words in titles that say little, and words that tell two events of one name apart."""

_LEAST_PLURAL = 4


def stem(word: str) -> str:
    """Take a plural's end off; "saint" is "st"."""
    if word == "saint":
        return "st"
    if len(word) >= _LEAST_PLURAL and word.endswith("s") and not word.endswith("ss"):
        return word[:-1]
    return word


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _stems(words: str) -> frozenset[str]:
    return frozenset(stem(word) for word in words.split())


# Dress of a title: it changes nothing whether such a word is there or not.
FILLER = _words(
    """a an the and or of with by for in on at from to live free special guest guests featuring
    tonight today join us our your come celebrate presents presented welcome annual weekly
    monthly monday tuesday wednesday thursday friday saturday sunday mondays tuesdays
    wednesdays thursdays fridays saturdays sundays day night event dogs community regular only
    v"""
)

# What kind of thing it is: a guide adds or drops such a word, if the names agree; but a film is
# no book, so words of two media are two things.
MEDIUM = {
    stem(word): medium
    for medium, words in {
        "any": "show performance performs performing series stand up meet opening closing"
        " staged new play evening tour program programme original acoustic matinee"
        " preview spring summer fall autumn winter class",
        "music": "concert music band dance",
        "film": "film movie screening",
        "words": "author book signing discusses discussion talk lecture reading conversation prof"
        " professor dr",
        "pictures": "exhibition exhibit",
        "comedy": "comedy standup comedian",
        "meeting": "meeting forum panel",
        "outdoors": "hike walk",
        "sport": "baseball softball soccer basketball game",
    }.items()
    for word in words.split()
}
KIND = frozenset(MEDIUM)

# Beside the main event, with another ticket or for other people: on one side only, it is another.
BESIDE = _stems(
    """rehearsal reception artist curator docent workshop lesson party afterparty parking
    dinner luncheon lunch breakfast brunch greet vip member public award orientation
    training volunteer private sensory dash check soundcheck pre post tribute auction
    fundraiser setup camp audition tryout raffle rental teardown online sale social hearing
    clinic parade understudy pregame postgame tailgate demo demonstration kickoff tasting
    masterclass seminar crawl shuttle reservation livestream stream virtual launch info
    information showcase rain reserve waitlist"""
)

# Kinds that, joined to a name, make another thing of it: Opera, Opera Lecture.
MAKING = _stems(
    "book exhibit exhibition film forum hike lecture movie panel reading signing talk tour walk"
)
# What performers call themselves: a guide may leave it away.
PERFORMERS = _stems("band choir chorus duo ensemble orchestra quartet quintet trio")
# Words with which a guide goes on after a title that it tells in full.
GOING_ON = _words("and at by from in on with")

# Each group is a question that two listings of one event cannot answer differently.
GROUPS: dict[str, str] = {
    **dict.fromkeys(("beginner", "beginners", "beginning", "intro", "introduction"), "beginner"),
    **dict.fromkeys(("introductory", "novice", "novices"), "beginner"),
    **dict.fromkeys(("intermediate", "intermediates"), "intermediate"),
    **dict.fromkeys(("advanced", "expert", "experts"), "advanced"),
    **dict.fromkeys(("baby", "babies", "infant", "infants"), "babies"),
    **dict.fromkeys(("toddler", "toddlers", "tot", "tots"), "toddlers"),
    **dict.fromkeys(("preschool", "preschooler", "preschoolers"), "preschool"),
    **dict.fromkeys(("kid", "kids", "child", "children", "childrens"), "children"),
    **dict.fromkeys(("tween", "tweens"), "tweens"),
    **dict.fromkeys(("teen", "teens", "teenager", "teenagers"), "teens"),
    **dict.fromkeys(("youth", "junior", "juniors", "jv"), "youth"),
    **dict.fromkeys(("adult", "adults"), "adults"),
    **dict.fromkeys(("senior", "seniors"), "seniors"),
    **dict.fromkeys(("family", "families"), "family"),
    **dict.fromkeys(("student", "students"), "students"),
    **dict.fromkeys(("masters", "varsity"), "masters"),
    **dict.fromkeys(("man", "men", "mens"), "men"),
    **dict.fromkeys(("woman", "women", "womens", "ladies"), "women"),
    **dict.fromkeys(("boy", "boys"), "boys"),
    **dict.fromkeys(("girl", "girls"), "girls"),
    **dict.fromkeys(("member", "members"), "members"),
    "public": "public",
    "early": "early",
    "late": "late",
}
WEEKDAYS = _words("monday tuesday wednesday thursday friday saturday sunday")
# Where both listings say one of these, they must say the same; one side may keep silent.
SITTINGS = _words(
    """matinee evening opening closing day night spring summer fall autumn winter"""
) | frozenset(form for day in WEEKDAYS for form in (day, f"{day}s"))

NUMBERS = {
    "one": "1",
    "first": "1",
    "two": "2",
    "second": "2",
    "three": "3",
    "third": "3",
    "four": "4",
    "fourth": "4",
    "five": "5",
    "fifth": "5",
    "six": "6",
    "sixth": "6",
    "seven": "7",
    "seventh": "7",
    "eight": "8",
    "eighth": "8",
    "nine": "9",
    "ninth": "9",
    "ten": "10",
    "tenth": "10",
    "eleven": "11",
    "eleventh": "11",
    "twelve": "12",
    "twelfth": "12",
}
NUMERALS = {
    "i": "1",
    "ii": "2",
    "iii": "3",
    "iv": "4",
    "v": "5",
    "vi": "6",
    "vii": "7",
    "viii": "8",
    "ix": "9",
    "x": "10",
}
# Words after which a number in letters counts something: Second Show, but not Twelfth Night.
COUNTING = _words(
    """annual class course edition grade half hearing lecture level part performance seating
    service session set shift show week"""
)
# Words before which a single letter or numeral is a number: Part I, Room B.
COUNTED = _words(
    """act book chapter class course day field game grade grades group heat lecture lesson level
    match module night part room round section series session set stage studio team unit vol
    volume week workshop age ages"""
)
