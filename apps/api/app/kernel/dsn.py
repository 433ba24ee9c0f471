"""Addresses of databases: read from URLs of any accepted spelling, shown without secrets."""

import re
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import parse_qsl, quote, unquote

DEFAULT_PORT: Final = 5432
_SCHEME: Final = re.compile(r"^(postgres|postgresql)(\+(asyncpg|psycopg))?://", re.IGNORECASE)
# RFC 3986: an authority's user information holds no /, ?, # or @ that is not percent-encoded.
_ENCODED: Final = re.compile(
    r"^(?:(?P<user>[^:/?#@]*)(?::(?P<password>[^/?#@]*))?@)?"
    r"(?P<hosts>[^/?#@]*)(?:/(?P<database>[^?#@]*))?(?:\?(?P<query>[^#]*))?$"
)
# A password that somebody pasted as it is; the last @ ends it.
_PASTED: Final = re.compile(
    r"^(?P<user>[^:/?#@]*):(?P<password>.*)@"
    r"(?P<hosts>[^/?#@]+)(?:/(?P<database>[^?#@]*))?(?:\?(?P<query>[^#@]*))?$",
    re.DOTALL,
)
_PASSWORD_IN_URL: Final = re.compile(r"(\w://[^:/?#@\s]*:)[^\s]*@")


class DsnError(ValueError):
    """The text is no address of a PostgreSQL database; the message never repeats the text."""


@dataclass(frozen=True, slots=True)
class Dsn:
    """One database, its login and libpq's options for reaching it.

    Equality is by what is connected to, so that spellings of one address are one candidate.
    """

    host: str
    port: str
    database: str
    user: str
    password: str = field(repr=False)
    options: tuple[tuple[str, str], ...] = ()

    @property
    def address(self) -> str:
        """`host:port/database`, for logs; several hosts as `a:1,b:2/database`."""
        return f"{self._hosts_and_ports()}/{self.database or self.user}"

    def _hosts_and_ports(self) -> str:
        hosts = self.host.split(",") or [""]
        ports = self.port.split(",")
        pairs = []
        for position, host in enumerate(hosts):
            port = ports[position] if position < len(ports) else ports[-1]
            shown = f"[{host}]" if ":" in host else host or "localhost"
            pairs.append(f"{shown}:{port or DEFAULT_PORT}")
        return ",".join(pairs)

    def connection_parameters(self) -> dict[str, str]:
        """Keyword arguments for `psycopg.connect`; parts that are not given are left out."""
        parts = {
            "host": self.host,
            "port": self.port,
            "dbname": self.database,
            "user": self.user,
            "password": self.password,
        }
        return {**dict(self.options), **{name: part for name, part in parts.items() if part}}

    def url(self) -> str:
        """The address as a URL, password included and percent-encoded: for processes, not logs."""
        login = quote(self.user, safe="")
        if self.password:
            login += ":" + quote(self.password, safe="")
        options = [*self.options]
        if "/" in self.host:
            options = [("host", self.host), ("port", self.port), *options]
            hosts = ""
        else:
            hosts = self._hosts_and_ports()
        query = "&".join(f"{name}={quote(text, safe='')}" for name, text in options if text)
        base = f"postgresql://{login}{'@' if login else ''}{hosts}/{quote(self.database, safe='')}"
        return f"{base}?{query}" if query else base


def parse_dsn(text: str) -> Dsn:
    """Read a database URL; raises DsnError.

    `postgres`, `postgresql`, `postgresql+asyncpg` and `postgresql+psycopg` mean the same. A
    password should be percent-encoded; one that was pasted raw is understood where it can be.
    """
    text = text.strip()
    scheme = _SCHEME.match(text)
    if scheme is None:
        message = "it does not begin with postgresql://"
        raise DsnError(message)
    rest = text[scheme.end() :]
    found = _ENCODED.match(rest)
    if found is None or (found["user"] is None and "@" in rest):
        found = _PASTED.match(rest)
    if found is None:
        message = "its parts cannot be told apart; percent-encode the password"
        raise DsnError(message)
    options = _read_options(found["query"] or "")
    hosts, ports = _split_hosts(found["hosts"])
    dsn = Dsn(
        host=options.pop("host", "") or hosts,
        port=options.pop("port", "") or ports,
        database=_decode(options.pop("dbname", "") or (found["database"] or "")),
        user=_decode(options.pop("user", "") or (found["user"] or "")),
        password=_decode(options.pop("password", "") or (found["password"] or "")),
        options=tuple(sorted(options.items())),
    )
    if any("\0" in part for part in (dsn.host, dsn.database, dsn.user, dsn.password)):
        message = "it holds a NUL character"
        raise DsnError(message)
    return dsn


def redact(text: str) -> str:
    """The text with the password of every URL in it replaced by `***`."""
    return _PASSWORD_IN_URL.sub(r"\1***@", text) if "://" in text else text


def _decode(text: str) -> str:
    try:
        return unquote(text, errors="strict")
    except UnicodeDecodeError:
        message = "its percent-encoding is no UTF-8"
        raise DsnError(message) from None


def _read_options(query: str) -> dict[str, str]:
    options = dict(parse_qsl(query, keep_blank_values=True))
    # asyncpg's own names, which libpq would refuse.
    ssl = options.pop("ssl", None)
    if ssl is not None:
        options.setdefault("sslmode", {"true": "require", "false": "disable"}.get(ssl, ssl))
    options.pop("prepared_statement_cache_size", None)
    return options


def _split_hosts(text: str) -> tuple[str, str]:
    hosts, ports = [], []
    for part in text.split(","):
        found = re.match(r"^(\[(?P<six>[0-9A-Fa-f:.%]+)\]|(?P<name>[^:]*))(:(?P<port>\d*))?$", part)
        if found is None:
            message = "its host cannot be read"
            raise DsnError(message)
        port = found["port"] or str(DEFAULT_PORT)
        if not 0 < int(port) < 65536:  # noqa: PLR2004  the TCP port range
            message = "its port is no port number"
            raise DsnError(message)
        hosts.append(found["six"] or unquote(found["name"]))
        ports.append(port)
    return ",".join(hosts), ",".join(ports)
