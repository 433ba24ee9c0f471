"""Text cut into clauses, because a price belongs to the words right beside it."""

import re

READ_CHARACTERS = 10_000

# A full stop ends a clause, except within "a.m." and after "Nov." or "adv.". The character comes
# first, and what stands before it is looked at afterwards: so most of a text is skipped fast.
_END = re.compile(
    r"[\n!?;•|.](?:(?<!\.)|(?=\s|$)(?<![a-z]\.[a-z]\.)(?<!\b(?:adv|jan|feb|aug|sep|oct|nov|dec)\.)"
    r"(?<!\b(?:sept|incl)\.)(?<!\b(?:st|dr)\.))"
)
_PLAIN = str.maketrans(dict.fromkeys("\u00a0\u2007\u202f", " ") | dict.fromkeys("\u200b\ufeff"))


def clauses(text: str) -> list[str]:
    """Return the clauses of a text's first 10,000 characters, in lower case and trimmed."""
    lowered = text[:READ_CHARACTERS].lower().replace("’", "'")
    if not lowered.isascii():
        lowered = lowered.translate(_PLAIN)
    return [trimmed for clause in _END.split(lowered) if (trimmed := clause.strip())]
