"""The product as units of systemd: what each runs, as whom, in which order, and what it may not."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from parts import ADMIN_CREDENTIALS, APP_CREDENTIALS, ROLE_CREDENTIALS

PRODUCT = "srq-hpn"
LONG_RUNNING = ("db", "api", "worker", "web", "caddy")
_LOOPBACK_ONLY = ("IPAddressDeny=any", "IPAddressAllow=localhost")


@dataclass(frozen=True)
class Place:
    """Where the units find things; `prefix` is / but for a trial below another folder."""

    checkout: Path
    python: Path
    node: str
    prefix: Path = Path("/")
    account: str | None = None
    """One account for all parts; without it, each has its own."""

    def below(self, path: str) -> Path:
        """A path of the system, below the prefix."""
        return self.prefix / path.lstrip("/")


@dataclass(frozen=True)
class Unit:
    """One service: the part that it runs and what sets it apart from the others."""

    part: str
    description: str
    kind: str
    after: tuple[str, ...] = ()
    requires: tuple[str, ...] = ()
    wants: tuple[str, ...] = ()
    account: str | None = None
    """The account's last word where it is not the part's own; `root` is root."""
    credentials: tuple[str, ...] = ()
    memory_megabytes: int = 512
    tasks: int = 128
    stop_seconds: int = 30
    more: tuple[str, ...] = ()
    variables: tuple[str, ...] = field(default=())

    @property
    def name(self) -> str:
        """The file's name."""
        return f"{PRODUCT}-{self.part}.service"


UNITS = (
    Unit(
        part="secrets",
        description="makes the secrets that are missing",
        kind="oneshot",
        account="root",
        more=("ConfigurationDirectory=srq-hpn", "ConfigurationDirectoryMode=0700"),
    ),
    Unit(
        part="db",
        description="PostgreSQL",
        kind="notify",
        after=("secrets",),
        requires=("secrets",),
        memory_megabytes=1024,
        tasks=256,
        stop_seconds=75,
        more=(
            *("StateDirectory=srq-hpn-db", "StateDirectoryMode=0700"),
            *("RuntimeDirectory=srq-hpn-db", "RuntimeDirectoryMode=0700"),
            *("TimeoutStartSec=10min", *_LOOPBACK_ONLY),
        ),
    ),
    Unit(
        part="roles",
        description="roles, passwords and grants as declared",
        kind="oneshot",
        after=("db",),
        requires=("db",),
        account="db",
        credentials=ROLE_CREDENTIALS,
        more=_LOOPBACK_ONLY,
    ),
    Unit(
        part="migrate",
        description="the schema of this release",
        kind="oneshot",
        after=("roles",),
        requires=("roles",),
        credentials=ADMIN_CREDENTIALS,
        more=("TimeoutStartSec=20min", *_LOOPBACK_ONLY),
    ),
    Unit(
        part="api",
        description="the API",
        kind="notify",
        after=("migrate",),
        requires=("migrate",),
        credentials=APP_CREDENTIALS,
        memory_megabytes=768,
        more=("TimeoutStartSec=5min", *_LOOPBACK_ONLY),
    ),
    Unit(
        part="worker",
        description="does the jobs",
        kind="exec",
        after=("migrate", "network-online.target"),
        requires=("migrate",),
        wants=("network-online.target",),
        credentials=APP_CREDENTIALS,
        stop_seconds=45,
    ),
    Unit(
        part="web",
        description="the web app",
        kind="exec",
        after=("migrate",),
        requires=("migrate",),
        stop_seconds=15,
        more=(
            *_LOOPBACK_ONLY,
            "SuccessExitStatus=143",
            "TemporaryFileSystem={web}/.next/cache:mode=1777,size=64M",
        ),
        variables=("SRQ_NODE={node}",),
    ),
    Unit(
        part="caddy",
        description="the one door to the site",
        kind="notify",
        after=("api", "web", "network-online.target"),
        wants=("api", "web", "network-online.target"),
        memory_megabytes=256,
        more=(
            *("StateDirectory=srq-hpn-caddy", "StateDirectoryMode=0700"),
            "AmbientCapabilities=CAP_NET_BIND_SERVICE",
        ),
    ),
    Unit(
        part="backup",
        description="one dump of the database",
        kind="oneshot",
        after=("db",),
        requires=("db",),
        account="db",
        more=(
            *("StateDirectory=srq-hpn-backups", "StateDirectoryMode=0700"),
            *("Nice=10", "IOSchedulingClass=idle", "TimeoutStartSec=2h", *_LOOPBACK_ONLY),
        ),
    ),
)

_HARDENING = (
    "NoNewPrivileges=yes",
    "ProtectSystem=strict",
    "PrivateTmp=yes",
    "PrivateDevices=yes",
    "ProtectClock=yes",
    "ProtectControlGroups=yes",
    "ProtectHostname=yes",
    "ProtectKernelLogs=yes",
    "ProtectKernelModules=yes",
    "ProtectKernelTunables=yes",
    "ProtectProc=invisible",
    "RestrictAddressFamilies=AF_UNIX AF_INET AF_INET6 AF_NETLINK",
    "RestrictNamespaces=yes",
    "RestrictRealtime=yes",
    "RestrictSUIDSGID=yes",
    "LockPersonality=yes",
    "RemoveIPC=yes",
    "SystemCallArchitectures=native",
    "SystemCallFilter=@system-service",
    "SystemCallFilter=~@privileged",
    "SystemCallErrorNumber=EPERM",
    "KeyringMode=private",
    "UMask=0077",
)


def files(place: Place) -> Iterator[tuple[str, str]]:
    """Every unit file's name and text, and sysusers.d's list of accounts."""
    for unit in UNITS:
        yield unit.name, service(unit, place)
    yield f"{PRODUCT}-backup.timer", _TIMER
    yield f"{PRODUCT}.target", _target()
    if place.account is None:
        yield f"{PRODUCT}.sysusers", _sysusers()


def service(unit: Unit, place: Place) -> str:
    """The text of one service's file."""
    lines = ["[Unit]", f"Description=srq-hpn: {unit.description}"]
    if unit.part in LONG_RUNNING:
        lines += [f"PartOf={PRODUCT}.target", "StartLimitIntervalSec=0"]
    for key, names in (("After", unit.after), ("Requires", unit.requires), ("Wants", unit.wants)):
        if names:
            lines.append(f"{key}={' '.join(map(_unit_name, names))}")
    lines += ["", "[Service]", f"Type={unit.kind}"]
    if unit.kind == "oneshot":
        lines += [] if unit.part == "backup" else ["RemainAfterExit=yes"]
    else:
        lines += ["Restart=always", "RestartSec=1", "KillMode=mixed"]
    command = f"{place.python} {place.checkout}/tools/native/main.py part {unit.part}"
    lines += [f"ExecStart={command}", f"WorkingDirectory={place.checkout}"]
    lines += _environment(unit, place)
    account = _account(unit, place)
    lines += [f"User={account}", *([f"Group={account}"] if account != "root" else [])]
    folder = place.below("/etc/srq-hpn/credentials")
    lines += [f"LoadCredential={name}:{folder / name}" for name in unit.credentials]
    web = place.checkout / "apps/web/.next/standalone"
    lines += [each.format(web=web) for each in unit.more]
    lines += _HARDENING
    lines += [f"ProtectHome={_homes(place)}", f"CapabilityBoundingSet={_capabilities(unit)}"]
    lines += [f"MemoryMax={unit.memory_megabytes}M", f"TasksMax={unit.tasks}"]
    lines += [f"TimeoutStopSec={unit.stop_seconds}"]
    if unit.part in LONG_RUNNING:
        lines += ["", "[Install]", f"WantedBy={PRODUCT}.target"]
    return "".join(f"{line}\n" for line in lines)


def _environment(unit: Unit, place: Place) -> list[str]:
    told = [
        *("PORT=3000", "API_PORT=8000", "WEB_PORT=3001", "HEALTH_PORT=2020", "DB_PORT=5432"),
        f"DB_SOCKET_DIR={place.below('/run/srq-hpn-db')}",
        "PYTHONDONTWRITEBYTECODE=1",
        *(each.format(node=place.node) for each in unit.variables),
    ]
    # What operators say comes last, and counts.
    return [
        f"Environment={' '.join(told)}",
        f"EnvironmentFile=-{place.below('/etc/srq-hpn/srq-hpn.env')}",
    ]


def _account(unit: Unit, place: Place) -> str:
    if unit.account == "root":
        return "root"
    return place.account or f"{PRODUCT}-{unit.account or unit.part}"


def _capabilities(unit: Unit) -> str:
    return "CAP_NET_BIND_SERVICE" if unit.part == "caddy" else ""


def _homes(place: Place) -> str:
    """Whoever runs from a checkout in a home must be able to read it there."""
    homes = (Path("/home"), Path("/root"), Path("/run/user"))
    used = (place.checkout, place.python.resolve(), Path(place.node).resolve())
    inside = any(path.is_relative_to(home) for path in used for home in homes)
    return "read-only" if inside else "yes"


def _unit_name(word: str) -> str:
    return word if "." in word else f"{PRODUCT}-{word}.service"


def _target() -> str:
    wanted = " ".join(_unit_name(part) for part in LONG_RUNNING)
    return (
        f"[Unit]\nDescription=srq-hpn: the whole site\nWants={wanted}\n\n"
        "[Install]\nWantedBy=multi-user.target\n"
    )


_TIMER = f"""[Unit]
Description=srq-hpn: a dump of the database every night

[Timer]
OnCalendar=*-*-* 03:30
RandomizedDelaySec=15min
Persistent=yes

[Install]
WantedBy={PRODUCT}.target
"""


def _sysusers() -> str:
    accounts = sorted(
        {f"{PRODUCT}-{unit.account or unit.part}" for unit in UNITS if unit.account != "root"}
    )
    return "".join(f'u {account} - "srq-hpn" / /usr/sbin/nologin\n' for account in accounts)
