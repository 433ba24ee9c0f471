"""The units of systemd: that they say what they should, and that what they run serves the site."""

import http.client
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from checkout import ROOT, VENV_PYTHON
from ports import free_port
from systemd_units import LONG_RUNNING, UNITS, Place, files
from unit_files import DATABASE_STAND_IN, FIRST_STAND_IN, Manager, UnitFile, in_order

SERVING = ("db", "api", "worker", "web", "caddy")
MOST_EXPOSED = 2.0
"""What `systemd-analyze security` may give at most: 0 is shut in, 10 is wide open."""


def written(folder: Path, place: Place) -> dict[str, UnitFile]:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files(place):
        (folder / name).write_text(text)
    return {path.name: UnitFile.read(path) for path in sorted(folder.glob("*.service"))}


@pytest.fixture
def units(tmp_path: Path) -> dict[str, UnitFile]:
    return written(tmp_path, Place(ROOT, VENV_PYTHON, "/usr/bin/node"))


def test_each_part_starts_after_those_it_needs(units: dict[str, UnitFile]) -> None:
    order = [
        unit.name.removeprefix("srq-hpn-").removesuffix(".service")
        for unit in in_order(list(units.values()))
    ]
    first = ["secrets", "db", "roles", "migrate"]
    assert [part for part in order if part in first] == first
    assert {"api", "worker", "web"} < set(order[order.index("migrate") :])
    assert order.index("caddy") > max(order.index("api"), order.index("web"))
    for unit in units.values():
        required = set(unit.words("Requires"))
        assert required <= set(unit.words("After")), unit.name


def test_only_the_roles_and_the_migration_are_given_what_is_not_the_apps(
    units: dict[str, UnitFile],
) -> None:
    given = {
        name: {value.partition(":")[0] for value in unit.settings.get("LoadCredential", [])}
        for name, unit in units.items()
    }
    holders = {name for name, names in given.items() if "database_url_admin" in names}
    assert holders == {"srq-hpn-migrate.service"}
    holders = {name for name, names in given.items() if "admin_password" in names}
    assert holders == {"srq-hpn-roles.service"}
    assert given["srq-hpn-api.service"] == given["srq-hpn-worker.service"]
    assert given["srq-hpn-web.service"] == given["srq-hpn-caddy.service"] == set()


def test_only_the_database_shares_its_account_and_with_what_asks_over_its_socket(
    units: dict[str, UnitFile],
) -> None:
    accounts: dict[str, set[str]] = {}
    for unit in UNITS:
        accounts.setdefault(units[unit.name].one("User"), set()).add(unit.part)
    assert accounts.pop("srq-hpn-db") == {"db", "roles", "backup"}
    assert accounts.pop("root") == {"secrets"}
    assert all(len(parts) == 1 for parts in accounts.values())


def test_what_serves_comes_back_whenever_it_ends(units: dict[str, UnitFile]) -> None:
    for part in LONG_RUNNING:
        unit = units[f"srq-hpn-{part}.service"]
        assert unit.one("Restart") == "always"
        assert unit.one("StartLimitIntervalSec") == "0"


def test_only_the_worker_and_caddy_reach_beyond_this_machine(units: dict[str, UnitFile]) -> None:
    reaching = {name for name, unit in units.items() if unit.one("IPAddressDeny") != "any"}
    assert reaching == {f"srq-hpn-{part}.service" for part in ("secrets", "worker", "caddy")}


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd-analyze is missing")
def test_systemd_finds_nothing_wrong_with_the_units(
    tmp_path: Path, units: dict[str, UnitFile]
) -> None:
    names = [*units, "srq-hpn-backup.timer", "srq-hpn.target"]
    result = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", *(str(tmp_path / name) for name in names)],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"SYSTEMD_UNIT_PATH": f"{tmp_path}:"},
    )
    ours = [line for line in result.stderr.splitlines() if "srq-hpn" in line]
    assert (result.returncode, ours) == (0, [])


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd-analyze is missing")
@pytest.mark.parametrize("part", [unit.part for unit in UNITS])
def test_no_unit_is_exposed_beyond_the_limit(
    tmp_path: Path, units: dict[str, UnitFile], part: str
) -> None:
    known = subprocess.run(
        ["systemd-analyze", "--help"], capture_output=True, text=True, check=True
    ).stdout
    if "--threshold" not in known:
        pytest.skip("this systemd-analyze is older than 250 and judges no files")
    name = f"srq-hpn-{part}.service"
    assert name in units
    judged = subprocess.run(
        [
            *("systemd-analyze", "security", "--offline=yes", "--no-pager"),
            *(f"--threshold={MOST_EXPOSED * 10:.0f}", str(tmp_path / name)),
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    assert judged.returncode == 0, judged.stdout + judged.stderr


def can_stand_in() -> bool:
    """Whether this is root, and an account without rights can run what is in this checkout."""
    if os.geteuid() != 0:
        return False
    for uid in (FIRST_STAND_IN, DATABASE_STAND_IN):
        try:
            result = subprocess.run(
                [str(VENV_PYTHON), str(ROOT / "tools" / "native" / "main.py"), "part"],
                capture_output=True,
                text=True,
                check=False,
                user=uid,
                group=uid,
                extra_groups=[],
                env={"HOME": "/", "PATH": os.environ["PATH"]},
            )
        except PermissionError:
            return False
        if "Name one part" not in result.stderr:
            return False
    return True


@pytest.fixture(scope="module")
def manager() -> Iterator[Manager]:
    # Not below pytest's folder, which other accounts cannot enter.
    prefix = Path(tempfile.mkdtemp(prefix="srq-hpn-units-"))
    prefix.chmod(0o755)
    made = Manager(prefix, has_accounts=can_stand_in())
    try:
        yield made
    finally:
        made.stop_all()
        shutil.rmtree((prefix / "var/lib/srq-hpn-db/postgres").resolve(), ignore_errors=True)
        shutil.rmtree(prefix, ignore_errors=True)


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="systemd is Linux's")
def test_the_units_commands_in_their_order_serve_the_site_and_end_when_asked(
    manager: Manager,
) -> None:
    prefix = manager.prefix
    subprocess.run(
        [
            *(sys.executable, str(ROOT / "tools" / "native" / "main.py"), "systemd"),
            *("--prefix", str(prefix)),
        ],
        check=True,
        stdout=subprocess.DEVNULL,
    )
    site_port = free_port()
    settings = prefix / "etc/srq-hpn/srq-hpn.env"
    settings.parent.mkdir(parents=True)
    ports = {name: free_port() for name in ("API_PORT", "WEB_PORT", "HEALTH_PORT", "DB_PORT")}
    told = {"PORT": site_port, **ports}
    settings.write_text("".join(f"{name}={value}\n" for name, value in told.items()))
    found = (prefix / "etc/systemd/system").glob("*.service")
    units = [UnitFile.read(path) for path in found if "backup" not in path.name]
    order = list(in_order(units))
    for unit in order:
        manager.start(unit)
    assert [answer(site_port, path) for path in ("/api/ready", "/", "/health/db")] == [200] * 3
    kept = json.loads((prefix / "etc/srq-hpn/secrets.json").read_text())
    for name, process in manager.running.items():
        known = seen_from_outside(process.pid)
        assert not [secret for secret in kept.values() if secret in known], name
    # A part that ended is started again while everything else stays.
    for unit in order:
        if unit.name == "srq-hpn-roles.service":
            manager.start(unit)
    codes = {
        unit.name: manager.stop(unit) for unit in reversed(order) if unit.name in manager.running
    }
    assert list(codes) == [unit.name for unit in reversed(order) if unit.one("Type") != "oneshot"]
    web = codes.pop("srq-hpn-web.service")
    assert set(codes.values()) == {0}, codes
    assert web in {0, 143, -15}


def answer(port: int, path: str) -> int:
    """The status, once it is 200, or the last one of a minute."""
    deadline = time.monotonic() + 60
    while True:
        try:
            with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=20)) as connection:
                connection.request("GET", path)
                status = connection.getresponse().status
        except OSError:
            status = 0
        if status == 200 or time.monotonic() > deadline:
            return status
        time.sleep(0.25)


def seen_from_outside(pid: int) -> str:
    """The process's command line and environment."""
    process = Path(f"/proc/{pid}")
    return "".join((process / name).read_text(errors="replace") for name in ("cmdline", "environ"))
