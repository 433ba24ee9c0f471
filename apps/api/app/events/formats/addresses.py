"""Addresses of feeds: queries added, other sites refused."""

from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit


def with_query(address: str, **values: str) -> str:
    """Return the address with these parameters, in place of ones of the same name.

    What is no address is returned as it is; the fetcher says so.
    """
    try:
        parts = urlsplit(address)
    except ValueError:
        return address
    kept = [
        (key, value)
        for key, value in parse_qsl(parts.query, keep_blank_values=True)
        if key not in values
    ]
    return urlunsplit(parts._replace(query=urlencode([*kept, *values.items()]), fragment=""))


def on_site(address: str, route: str) -> str:
    """Return the address of a route on the site that `address` is on, itself where it is there."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return address
    is_there = route in parts.path or "rest_route=" in parts.query
    return address if is_there else urlunsplit((parts.scheme, parts.netloc, route, "", ""))


def query_of(address: str) -> dict[str, str]:
    """Return the parameters of an address; of several with one name the last."""
    try:
        return dict(parse_qsl(urlsplit(address).query))
    except ValueError:
        return {}


def same_site(link: str | None, address: str) -> str | None:
    """Return a link as an absolute address where it leads on within the site, else None.

    It keeps the scheme of `address`, so that a page over https leads to none over http.
    """
    if not link:
        return None
    try:
        here, there = urlsplit(address), urlsplit(urljoin(address, link))
        if there.hostname != here.hostname or there.scheme not in ("http", "https"):
            return None
        found = urlunsplit(there._replace(scheme=here.scheme, netloc=here.netloc, fragment=""))
    except ValueError:
        return None
    return found if found != address else None


def web_scheme(address: str) -> str:
    """Return https:// for webcal://, webcals:// and feed://."""
    scheme, separator, rest = address.strip().partition("://")
    if separator and scheme.lower() in ("webcal", "webcals", "feed"):
        return f"https://{rest}"
    return address.strip()
