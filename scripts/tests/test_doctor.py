import ipaddress
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from operating import volume
from operating.doctor import machine, networks, secret_values
from operating.doctor.findings import Finding, warning
from operating.init_env import strong_secret
from operating.project import ROOT
from operating.refusals import RefusedError

GOOD = {
    "POSTGRES_PASSWORD": "a strong secret of the superuser",
    "POSTGRES_APP_PASSWORD": "a strong secret of the app, too",
    "POSTGRES_ADMIN_PASSWORD": "a strong secret of the admin",
}
PLACEHOLDERS = (
    *("change-me", "CHANGEME", "change_this_please", "replace with a secret", "your-password-here"),
    *("<password>", "[password]", "secret", "password123", "my_secret", "SuperSecret", "example"),
    *("placeholder", "todo", "FIXME", "xxxx", "***", "...", "postgres", "admin", "root", "test"),
    *("1234", "123456", " changeme ", "srq_hpn_app"),
)
REAL = ("Zk3/9aPq+xxxx", "correct horse battery staple", "secretly-7Gh2", "passwordless", "xx")


def problems(variables: dict[str, str]) -> list[str]:
    return [one.what for one in secret_values.examine_secrets(variables) if one.is_problem]


def test_a_finding_is_printed_as_the_apis_doctor_prints_it() -> None:
    assert list(Finding("Fine.").lines()) == ["ok       Fine."]
    assert list(Finding("Bad.", "Mend it.").lines()) == ["PROBLEM  Bad.", "         Mend it."]
    assert list(warning("Hm.", "Look.").lines()) == ["warning  Hm.", "         Look."]


def test_good_secrets_are_good() -> None:
    assert problems(GOOD) == []


@pytest.mark.parametrize("name", GOOD)
def test_a_missing_secret_is_named(name: str) -> None:
    assert problems({**GOOD, name: "  "}) == [f"{name} is missing."]


@pytest.mark.parametrize(
    ("name", "secret", "what"),
    [
        ("POSTGRES_APP_PASSWORD", "changeme", "is a placeholder"),
        ("POSTGRES_APP_PASSWORD", "short", "is weak: it is shorter than 16"),
        ("POSTGRES_ADMIN_PASSWORD", "abababababababababab", "is weak: it has only 2"),
        ("POSTGRES_READONLY_PASSWORD", "secret123", "is a placeholder"),
        ("AUTH_ACCESS_SECRET", "twenty-five characters or", "is weak: it is shorter than 32"),
        ("INTERNAL_API_TOKEN", "token", "is weak"),
    ],
)
def test_a_weak_secret_is_named_and_not_shown(name: str, secret: str, what: str) -> None:
    found = list(secret_values.examine_secrets({**GOOD, name: secret}))
    assert [one.what.startswith(f"{name} {what}") for one in found if one.is_problem] == [True]
    assert not any(re.search(rf"\b{secret}\b", line) for one in found for line in one.lines())


def test_the_mail_servers_password_is_its_owners_choice() -> None:
    assert problems({**GOOD, "SMTP_PASSWORD": "short"}) == []


def test_a_secret_used_twice_is_a_warning() -> None:
    given = {**GOOD, "POSTGRES_APP_PASSWORD": GOOD["POSTGRES_PASSWORD"]}
    assert problems(given) == []
    assert "POSTGRES_APP_PASSWORD and POSTGRES_PASSWORD are the same secret." in [
        one.what for one in secret_values.examine_secrets(given)
    ]


def test_a_secret_in_a_file_is_read_and_its_mode_looked_at(tmp_path: Path) -> None:
    path = tmp_path / "app"
    path.write_text("changeme\n")
    path.chmod(0o640)
    given = {**GOOD, "POSTGRES_APP_PASSWORD": "", "POSTGRES_APP_PASSWORD_FILE": str(path)}
    assert problems(given) == [
        "POSTGRES_APP_PASSWORD_FILE names a file that others can read.",
        "POSTGRES_APP_PASSWORD is a placeholder.",
    ]
    path.write_text(strong_secret() + "\n")
    path.chmod(0o600)
    assert problems(given) == []
    path.unlink()
    assert problems(given) == [
        "POSTGRES_APP_PASSWORD_FILE names a file that cannot be read (No such file or directory)."
    ]


def test_an_env_file_that_others_can_read_is_told(tmp_path: Path) -> None:
    path = tmp_path / "env"
    path.write_text("")
    path.chmod(0o644)
    assert [one.remedy for one in secret_values.examine_env_file(path)] == [f"chmod 600 {path}"]
    path.chmod(0o600)
    assert [one.remedy for one in secret_values.examine_env_file(path)] == [None]


def test_a_reference_in_a_secret_is_told() -> None:
    written = {"POSTGRES_PASSWORD": "pa$word", "DOMAIN": "x"}
    found = list(secret_values.examine_references(written, {"POSTGRES_PASSWORD": "pa"}))
    assert [one.is_problem for one in found] == [True]
    assert list(secret_values.examine_references(written, written)) == []


def refused_by_the_start(secret: str, folder: Path) -> bool:
    """What db/secrets.pl says to a secret."""
    script = ROOT / "db" / "secrets.pl"
    for reader in set(re.findall(r"write_file\('(\w+)'", script.read_text())):
        (folder / f"secrets-{reader}").mkdir(exist_ok=True)
    given = {**GOOD, "POSTGRES_APP_PASSWORD": secret, "POSTGRES_APP_USER": "srq_hpn_app"}
    given |= {"PATH": os.environ["PATH"], "SECRETS_BASE": f"{folder}/secrets-"}
    finished = subprocess.run(
        ["perl", str(script)],
        env=given,
        capture_output=True,
        text=True,
        check=False,
    )
    assert finished.returncode == 0 or finished.stderr.startswith("POSTGRES_APP_PASSWORD is a")
    return finished.returncode != 0


def refused_by_the_api(secrets: tuple[str, ...]) -> list[bool]:
    script = (
        "import json, sys; from app.kernel.credentials import is_placeholder\n"
        "known = dict(login='srq_hpn_app')\n"
        "json.dump([is_placeholder(one, **known) for one in json.load(sys.stdin)], sys.stdout)"
    )
    finished = subprocess.run(
        [sys.executable, "-c", script],
        input=json.dumps(secrets),
        cwd=ROOT / "apps" / "api",
        capture_output=True,
        text=True,
        check=True,
    )
    answers: list[bool] = json.loads(finished.stdout)
    return answers


def test_doctor_start_and_api_take_the_same_words_for_placeholders(tmp_path: Path) -> None:
    words = (*PLACEHOLDERS, *REAL)
    expected = [True] * len(PLACEHOLDERS) + [False] * len(REAL)
    assert [secret_values.is_placeholder(one, login="srq_hpn_app") for one in words] == expected
    assert refused_by_the_api(words) == expected
    assert [refused_by_the_start(one, tmp_path) for one in words] == expected


@pytest.mark.parametrize("protocol", ["tcp", "udp"])
def test_a_taken_port_is_seen(protocol: str) -> None:
    kind = socket.SOCK_STREAM if protocol == "tcp" else socket.SOCK_DGRAM
    with socket.socket(socket.AF_INET, kind) as holder:
        holder.bind(("127.0.0.1", 0))
        if protocol == "tcp":
            holder.listen()
        port = holder.getsockname()[1]
        assert networks.is_taken(port, protocol)
    assert not networks.is_taken(port, protocol)


def test_a_name_that_resolves_nowhere_is_a_problem() -> None:
    found = networks.examine_domain("happenings.invalid", "")
    assert found.is_problem
    assert "does not resolve" in found.what


def test_a_name_that_leads_here_is_fine(monkeypatch: pytest.MonkeyPatch) -> None:
    lead(monkeypatch, "127.0.0.1")
    assert networks.examine_domain("happenings.example.org", "").remedy is None


def test_behind_a_router_a_foreign_address_is_a_warning(monkeypatch: pytest.MonkeyPatch) -> None:
    lead(monkeypatch, "203.0.113.7")
    outgoing = ipaddress.ip_address("192.168.1.5")
    monkeypatch.setattr(networks, "outgoing_address", lambda _: outgoing)
    found = networks.examine_domain("happenings.example.org", "")
    assert (found.is_warning, found.is_problem) == (True, False)


def test_with_a_public_address_a_foreign_one_is_a_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    lead(monkeypatch, "203.0.113.7")
    outgoing = ipaddress.ip_address("8.8.4.4")
    monkeypatch.setattr(networks, "outgoing_address", lambda _: outgoing)
    assert networks.examine_domain("happenings.example.org", "").is_problem
    assert not networks.examine_domain("happenings.example.org", "http://x").is_problem


def lead(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, 443))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)


def test_routes_of_other_interfaces_are_read(tmp_path: Path) -> None:
    table = tmp_path / "route"
    table.write_text(
        "Iface Destination Gateway Flags RefCnt Use Metric Mask MTU Window IRTT\n"
        "eth0 00000000 010200C0 0003 0 0 0 00000000 0 0 0\n"
        "eth0 0000D50A 00000000 0001 0 0 0 0000FFFF 0 0 0\n"
        "docker0 000011AC 00000000 0001 0 0 0 0000FFFF 0 0 0\n"
    )
    found = [(what, str(net)) for what, net in networks.host_routes(table, {"docker0"})]
    assert found == [("the route over eth0", "10.213.0.0/16")]


def test_a_clock_before_the_files_is_a_problem() -> None:
    now = time.time()
    assert machine.examine_clock(now, now - 86400, is_synchronised=True).is_problem
    assert machine.examine_clock(now - 60, now, is_synchronised=False).is_warning
    assert machine.examine_clock(now - 60, now, is_synchronised=True).remedy is None
    assert machine.examine_clock(now - 60, now, is_synchronised=None).remedy is None


def test_memory_is_compared_with_what_the_services_may_take() -> None:
    services = {
        "db": {"deploy": {"resources": {"limits": {"memory": "1073741824"}}}},
        "api": {"deploy": {"resources": {"limits": {"memory": "1g"}}}},
        "roles": {"restart": "no", "deploy": {"resources": {"limits": {"memory": "8g"}}}},
    }
    assert machine.examine_memory(services, "MemTotal:  1000000 kB\n").is_problem
    assert machine.examine_memory(services, "MemTotal:  1900000 kB\n").is_warning
    assert machine.examine_memory(services, "MemTotal:  4000000 kB\n").remedy is None


@pytest.mark.parametrize(
    ("told", "is_too_old"),
    [("2.23.3", True), ("v2.24.0", False), ("2.40.3-3", False), ("1.29.2", True)],
)
def test_an_old_compose_is_refused(told: str, is_too_old: bool) -> None:
    assert machine._version("Docker Compose", told, machine.OLDEST_COMPOSE).is_problem == is_too_old


def test_a_full_disk_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for free, expected in ((2, "problem"), (5, "warning"), (50, "fine")):
        monkeypatch.setattr(shutil, "disk_usage", lambda _, free=free: Usage(free))
        found = machine.examine_disk(tmp_path)
        is_told = "problem" if found.is_problem else "warning" if found.is_warning else "fine"
        assert is_told == expected


class Usage:
    def __init__(self, gibibytes: int) -> None:
        self.free = gibibytes * 2**30


def test_a_volume_that_holds_two_clusters_is_no_single_one() -> None:
    both = tuple(volume.Cluster(folder, 18, was_shut_down=True) for folder in (".", "18/docker"))
    with pytest.raises(RefusedError, match="holds \\., 18/docker"):
        volume.cluster_of(volume.Contents(both, is_empty=False, is_unfinished=False), "v")
