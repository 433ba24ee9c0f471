"""Web pages that arrive instead of what was asked for, called what they are."""

import re
from html import unescape

BOT_CHECK = "This is a bot check (a web page that asks to prove that one is human), not a calendar."
LOGIN_PAGE = "This is a login page, not a calendar."

_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body|script|meta|title)\b", re.IGNORECASE)
_ROOT = re.compile(rb"<(?:!doctype\s+html|html)\b", re.IGNORECASE)
_OTHER_XML = re.compile(rb"[\s\xef\xbb\xbf]*<(?:\?xml|rss|feed|rdf)\b", re.IGNORECASE)
_SEARCHED_BYTES = 64 * 1024
# A page that is nothing but a check is small; a large one merely has a form with a captcha in it.
_SMALL_PAGE_BYTES = 24 * 1024
_TITLE = re.compile(rb"<title\b[^>]{0,200}>([^<]{0,300})", re.IGNORECASE)
_CHECK_TITLES = re.compile(
    r"just a moment|attention required|access denied|pardon our interruption|one moment, please"
    r"|are you (?:a )?(?:human|robot)|human verification|security (?:check|verification)"
    r"|checking your browser|verify(?:ing)? (?:that )?you are (?:a )?human|captcha|ddos"
    r"|bot verification|robot challenge",
    re.IGNORECASE,
)
_CHECK_MARKS = re.compile(
    rb"cf-chl-|_cf_chl_opt|cf-browser-verification|checking (?:if the site|your browser)"
    rb"|_Incapsula_Resource|incapsula incident|px-captcha|captcha-delivery\.com|sgcaptcha"
    rb"|AwsWafIntegration|awswaf|ddos-guard|sucuri_cloudproxy|errors\.edgesuite\.net"
    rb"|bm-verify|sec-if-cpt-container",
    re.IGNORECASE,
)
_CHECK_WORDS = re.compile(
    rb"just a moment|attention required|verify(?:ing)? (?:that )?you are (?:a )?human|captcha"
    rb"|prove (?:that )?you(?:'re| are) (?:a )?human|you are not a robot"
    rb"|enable javascript and cookies"
    rb"|needs to review the security of your connection|pardon our interruption"
    rb"|please enable js and disable any ad blocker",
    re.IGNORECASE,
)
_LOGIN_TITLES = re.compile(r"\b(?:log[ -]?in|sign[ -]?in|anmelden|password)\b", re.IGNORECASE)
_PASSWORD_FIELD = re.compile(rb"<input\b[^>]{0,500}type\s*=\s*[\"']?password", re.IGNORECASE)


def is_html(raw: bytes) -> bool:
    """Whether bytes begin as a web page does; a feed has a title as well, and is none."""
    head = raw[:4096]
    if _OTHER_XML.match(head) and not _ROOT.search(head):
        return False
    return _HTML.search(head) is not None


def obstacle(raw: bytes) -> str | None:
    """Return a sentence where a web page is a bot check or a login page, None where neither.

    Meant for pages that hold no event: ordinary pages carry traces of such checks too.
    """
    if not is_html(raw):
        return None
    head = raw[:_SEARCHED_BYTES]
    written = _TITLE.search(head)
    title = unescape(written[1].decode("utf-8", "replace")) if written else ""
    if _CHECK_TITLES.search(title):
        return BOT_CHECK
    if len(raw) <= _SMALL_PAGE_BYTES and (_CHECK_MARKS.search(head) or _CHECK_WORDS.search(head)):
        return BOT_CHECK
    if _PASSWORD_FIELD.search(head) and _LOGIN_TITLES.search(title):
        return LOGIN_PAGE
    return None
