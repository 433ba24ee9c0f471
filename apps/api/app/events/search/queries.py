"""Reads what somebody typed into a search box. Pure; nothing that is typed is refused.

Words are joined by AND. "in quotes" is a phrase, -word excludes, OR stands between alternatives.
"""

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

MOST_TERMS = 16

_TOKEN = re.compile(r'(?P<minus>(?<!\S)-)?(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\W_]+))')
_WORD = re.compile(r"[^\W_]+")
# When it takes place is not among an event's words, and whoever searches for events knows that
# they are events: left out where all words together find nothing.
DISPENSABLE = frozenset(
    _WORD.findall(
        """
        today tonight tomorrow now weekend week month this next upcoming weekday daily
        monday tuesday wednesday thursday friday saturday sunday mondays tuesdays wednesdays
        thursdays fridays saturdays sundays mon tue tues wed thu thur thurs fri sat sun
        january february march april may june july august september october november december
        morning afternoon evening night late early
        event events happening happenings thing things stuff activity activities show shows
        near nearby me around local best good great fun where what when find somewhere something
        go going see want looking get any some people place places time date
        """
    )
)


@dataclass(frozen=True, slots=True)
class Term:
    """A word, or the words of a phrase in their order."""

    words: tuple[str, ...]
    is_phrase: bool = False
    is_excluded: bool = False
    # The last word, which may not be finished yet.
    is_open: bool = False

    @property
    def text(self) -> str:
        """The term as it would be typed."""
        words = " ".join(self.words)
        written = f'"{words}"' if self.is_phrase else words
        return f"-{written}" if self.is_excluded else written


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """Alternatives, each of terms that all must fit."""

    groups: tuple[tuple[Term, ...], ...]

    @property
    def terms(self) -> tuple[Term, ...]:
        """All terms in their order."""
        return tuple(term for group in self.groups for term in group)

    @property
    def words(self) -> tuple[str, ...]:
        """The single words that are looked for, each once: what may be misspelled."""
        asked = (term for term in self.terms if not term.is_phrase and not term.is_excluded)
        return tuple(dict.fromkeys(term.words[0] for term in asked))

    @property
    def text(self) -> str:
        """The query as it would be typed."""
        return " OR ".join(" ".join(term.text for term in group) for group in self.groups)

    def corrected(self, corrections: Mapping[str, Sequence[str]]) -> "SearchQuery":
        """Return the query with words replaced, each by one or several."""

        def put_right(term: Term) -> Iterable[Term]:
            if term.is_phrase or term.is_excluded or term.words[0] not in corrections:
                return [term]
            return [Term((word,)) for word in corrections[term.words[0]]]

        return SearchQuery(
            tuple(tuple(new for old in group for new in put_right(old)) for group in self.groups)
        )

    def without(self, words: Collection[str]) -> "SearchQuery":
        """Return the query without these single words."""
        kept = (
            tuple(term for term in group if term.is_phrase or term.words[0] not in words)
            for group in self.groups
        )
        return SearchQuery(tuple(group for group in kept if group))


def parse_query(typed: str) -> SearchQuery:
    """Read a query; one without a letter or digit has no group. At most 16 terms are looked at."""
    text = _clean(typed)
    groups: list[list[Term]] = [[]]
    count = 0
    for match in _TOKEN.finditer(text):
        if match["word"] == "OR" and not match["minus"]:
            groups.append([])
            continue
        is_phrase = match["phrase"] is not None
        words = tuple(_WORD.findall((match["phrase"] if is_phrase else match["word"]).lower()))
        # A letter may become two in lower case, the second of which is none.
        is_phrase = is_phrase or len(words) > 1
        if words and count < MOST_TERMS:
            is_excluded = match["minus"] is not None
            is_open = match.end() == len(text) and not is_phrase and not is_excluded
            groups[-1].append(Term(words, is_phrase, is_excluded, is_open))
            count += 1
    return SearchQuery(tuple(tuple(group) for group in groups if group))


def all_words(query: SearchQuery, stems: Mapping[Term, str]) -> str:
    """Return the tsquery that asks for all terms of any group; "" if nothing is left to ask.

    `stems` gives each term's own tsquery, "" for stop words.
    """
    groups = []
    for group in query.groups:
        asked = [_signed(term, stems) for term in group if stems[term]]
        if asked:
            groups.append(" & ".join(asked))
    return " | ".join(groups)


def any_word(query: SearchQuery, stems: Mapping[Term, str]) -> str:
    """Return the tsquery that asks for any term, and for none of the excluded ones."""
    wanted = [f"({stems[term]})" for term in query.terms if stems[term] and not term.is_excluded]
    unwanted = [_signed(term, stems) for term in query.terms if stems[term] and term.is_excluded]
    if not wanted:
        return ""
    return " & ".join([f"({' | '.join(dict.fromkeys(wanted))})", *unwanted])


def _signed(term: Term, stems: Mapping[Term, str]) -> str:
    return f"{'!' if term.is_excluded else ''}({stems[term]})"


def _clean(typed: str) -> str:
    """Return text that PostgreSQL takes: no NUL and no half of a surrogate pair, in one form."""
    sound = typed.encode("utf-8", "replace").decode("utf-8").replace("\0", " ")
    return unicodedata.normalize("NFC", sound).replace("“", '"').replace("”", '"')
