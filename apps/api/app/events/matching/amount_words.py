"""The words beside an amount that tell what it is for.

Patterns named `…_BEFORE` end at the amount, those named `…_AFTER` begin at it. They are matched on
at most 60 lower-cased characters, within one clause.
"""

import re

AUDIENCE = (
    r"adults?|kids?|child(?:ren)?|students?|seniors?|youths?|teens?|members?|non-?\s?members?"
    r"|guests?|others|general\s+public|general\s+admission|general|ga|residents?|non-?\s?residents?"
    r"|visitors?|couples?|famil(?:y|ies)|standing|everyone(?:\s+else)?|public|military|veterans?"
    r"|teachers?|educators?|spectators?|individuals?"
)
_PRICED = (
    r"tickets?|admissions?|entry|entrance|costs?|prices?|priced|cover|fees?|registration|tuition"
    r"|seats?|rows?|programs?|pays?|gate|door|doors|drop-?in|sites|suggested\s+price|wristbands?"
    r"|cover\s+charge"
)
_UNIT = (
    r"persons?|people|tickets?|class|session|couple|family|child|kid|player|golfer|car|carload"
    r"|vehicle|adult|student|participant|team|seat|guest|week|lesson|night|day|rider|diver|surfer"
    r"|head|paddler|plate|household|pp|hour|month|runner|rower|swimmer|climber|attendee|camper"
)
_WHEN = (
    r"in\s+advance|advance|adv|pre-?sale|at\s+the\s+(?:door|gate)|day\s+of(?:\s+show)?|weekends?"
    r"|early\s+bird|online|both\s+days|(?:one|single)\s+day|day\s+(?:ticket|pass)"
)
_LINKS = (
    r"is|are|was|will|be|only|just|fees?|price|cost|ranges?|ranging|pay|from|starts?|starting|at"
    r"|beginning|begin|between|as|low|an?|the|of|to"
)
_GAP = r"[\s:=(\[–—-]*"

OPENS_BEFORE = re.compile(
    r"\b(?:from|(?:starts?|starting|begins?|beginning)\s+(?:at|from)|as\s+low\s+as)\s*$"
)
OPENS_AFTER = re.compile(
    r"^(?:\+(?![+\s]*(?:tax|fees?))(?!\+)|\s*(?:(?:and|&)\s+(?:up|above)|or\s+more)\b)"
)
SUGGESTED_BEFORE = re.compile(r"\b(?:donat\w*|suggest\w*\s(?!price)|offering)[^,]*$")
SUGGESTED_AFTER = re.compile(r"\s*(?:\w+\s+)?(?:donation|suggested|contribution)\b")
OTHER_BEFORE = re.compile(
    r"\b(?:parking|raffle|prizes?|win|wins|winners?|worth|value[ds]?|save|saves|saving|raised?"
    r"|raising|goal|member-?ships?|(?<!\bday\s)pass(?:es)?|subscriptions?|booths?|vendors?|tables?"
    r"|rentals?|rents?|materials|kits?|suppl(?:y|ies)|drinks?|beers?|pints?|steins|wine|food"
    r"|t-?shirts?|books?|gifts?|purchases?|orders?|spend|spent|jackpot|deposit|late|adoption"
    r"|sponsor\w*|popcorn|chairs?|parts|plates|plants?|pumpkins?|extras?|optional|upgrades?"
    r"|shuttle|minimum|budget|funds?|grants?|licen[cs]e|early\s+birds|cards?|bags?|merch(?:andise)?"
    r"|pairings?|designated\s+drivers|over|up\s+to|off|childcare|camping|valet|credit|ride\s+bands"
    r")\b"
    + _GAP
    + rf"(?:(?:{_LINKS}|for|ten|eight|with|tickets?|admission|up|over|cash)\b{_GAP}){{0,3}}$"
)
OTHER_AFTER = re.compile(
    r"\s*(?:in\s+|of\s+|a\s+|[\w-]+\s+)?(?:off|discounts?|savings?|gift|cash|prizes?|raffle"
    r"|jackpot|value|worth|credit|vouchers?|bonus|minimum|grants?|scholarships?|rewards?|rebates?"
    r"|deposit|parking|sponsors?(?:hip)?|memberships?|passe?s?|materials?|kits?|fines?|rentals?"
    r"|(?:per|a)\s+(?:booth|table|card|item|pound|bag|game|ball))\b"
)
EXTRA_BEFORE = re.compile(r"\b(?:vip|premium|patron)\b[^,/]*$")
EXTRA_AFTER = re.compile(r"\s*(?:for\s+)?(?:vip|premium|patron)\b")
PRICE_BEFORE = re.compile(
    rf"\b(?:{_PRICED}|{AUDIENCE}|{_WHEN}|luncheon|lunch|dinner|per\s+person)"
    rf"(?:\s+(?:for|per|in|at|with|on)\s+(?:the\s+)?[\w-]+)?"
    rf"{_GAP}(?:\b(?:{_LINKS})\b{_GAP}){{0,5}}$"
)
PRICE_AFTER = re.compile(
    rf"\s*\)?\s*(?:(?:{AUDIENCE}|{_WHEN})\b|(?:per|/|an?|for)\s*(?:{_UNIT}|{AUDIENCE})\b"
    r"|pp\b|each\b|for\s+all\b|before\b|early\b|until\b|after\b|race\s+day|same\s+day"
    r"|(?:at|@)\s+(?:the\s+)?(?:door|gate)|(?:online\s+|entry\s+|advance\s+)?tickets?\b"
    r"|admission\b|entry\b|cover\b|entrance\b|gate\b|door\b|drop-?\s?in\b|registration\b|fee\b"
    r"|tuition\b|includes?\b|included\b|covers\b|buys\b|plus\s+(?:tax|fees?|suppl)|\+\+"
    r"|\+\s*(?:tax|fees?)|reserved\b|all\s+(?:ages|seats)\b|sliding\b|with\s+all\b"
    r"|for\s+(?:\w+\s+){1,2}(?:hours|days|weeks|saturdays|sessions|classes)\b"
    r"|by\s+(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec))"
)
FRESH_BEFORE = re.compile(r"(?:^|[(\[–—:-])\s*$")
ENDS_AFTER = re.compile(r"\s*(?:$|[,/()&\]–—-]|plus\b|with\b|and\s+\w+\s)")
JOINS_BETWEEN = re.compile(r"\s*(?:[\s,/&]*(?:(?:and|or)\b)?|until\b.*\bthen|[\s,]*then)\s*$")
