"""Passwords on their way into verifiers and URLs: whatever they contain, they must arrive."""

import os
import re
import shutil
import stat
import subprocess
from pathlib import Path

import psycopg
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

import scram
from app.kernel.dsn import parse_dsn
from embedded_postgres import Dsns, EmbeddedPostgres
from postgres_provision import dsn

SECRETS = Path(__file__).resolve().parents[4] / "db" / "secrets.pl"
SIGNING = ("auth_access_secret", "auth_link_secret", "auth_refresh_secret")
READERS = {
    "db": ["password"],
    "app": sorted(
        [
            *(file for name in SIGNING for file in (name, f"{name}_previous")),
            *("database_url", "database_url_direct", "database_url_replica"),
            *("first_admin_password", "internal_api_token"),
        ]
    ),
    "admin": ["database_url"],
    "worker": ["alert_webhook_url", "smtp_password"],
    "repository": ["passphrase"],
    "offsite": ["offsite_access_key_id", "offsite_password", "offsite_secret_access_key"],
}
HOSTILE = [
    "\u1d2c",
    "p@ss/w%rd:#'\"+$ ?&=[]{}\\",
    "$HOME `id` $(id) !! \\n",
    " begins and ends with a space ",
    "Passwort mit Umlauten äöüß",
    "no\u00a0break\u2003space",
    "soft\u00adhyphen",
    "Ⅸ ﬁ Ａ½",
    "e\u0301 composed",
    "emoji 🐬 are newer than Unicode 3.2",
    "שלום",
    "שלום a mixed",
    "1שלום",  # noqa: RUF001  the same
    "עברית1",  # noqa: RUF001  the same
    "line\nbreak",
    "tab\tbell\a",
    "\u200e direction",
    "a" * 300,
]

PERL = shutil.which("perl")
needs_perl = pytest.mark.skipif(PERL is None, reason="perl is not installed here")
password = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1)


class Secrets:
    """Runs db/secrets.pl with volumes in a temporary directory."""

    def __init__(self, place: Path) -> None:
        self.base = place / "secrets-"
        for reader in ("roles", "pgbouncer", *READERS):
            Path(f"{self.base}{reader}").mkdir()

    def write(self, **variables: str) -> subprocess.CompletedProcess[str]:
        environment = {
            "PATH": os.environ["PATH"],
            "SECRETS_BASE": str(self.base),
            "POSTGRES_PASSWORD": "superuser's own",
            "POSTGRES_APP_PASSWORD": "app's own",
            "POSTGRES_ADMIN_PASSWORD": "admin's own",
            **variables,
        }
        return subprocess.run(
            [PERL or "perl", str(SECRETS)],
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )

    def path(self, reader: str, name: str) -> Path:
        return Path(f"{self.base}{reader}") / name

    def read(self, reader: str, name: str) -> str:
        return self.path(reader, name).read_text(encoding="utf-8")


@pytest.fixture
def secrets(tmp_path: Path) -> Secrets:
    return Secrets(tmp_path)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(secret=password)
@example(secret="\u1d2c")  # assigned after the RFC's Unicode 3.2, and "A" to today's NFKC
@example(secret="\ufb00 \u00aa\u3000x")
def test_a_verifier_of_ours_lets_in_exactly_that_password(
    own_server: EmbeddedPostgres, own_dsns: Dsns, secret: str
) -> None:
    with psycopg.connect(own_dsns.superuser, autocommit=True) as superuser:
        superuser.execute(
            psycopg.sql.SQL("ALTER ROLE srq_hpn_backup LOGIN PASSWORD {}").format(
                scram.verifier(secret)
            )
        )
    address = dsn(user="srq_hpn_backup", password=secret, database="srq_hpn", port=own_server.port)
    with psycopg.connect(address):
        pass
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(address.replace("@127", "x@127"))


@settings(max_examples=200, deadline=None)
@given(secret=password)
def test_a_verifier_is_kept_for_its_own_password_only(secret: str) -> None:
    verifier = scram.verifier(secret)
    assert scram.verifier_like(secret, verifier) == verifier
    assert scram.verifier_like(f"{secret}x", verifier) != verifier
    assert scram.verifier_like(secret, None) != verifier


@needs_perl
@pytest.mark.parametrize("secret", HOSTILE)
def test_perl_and_python_agree_on_every_password(secrets: Secrets, secret: str) -> None:
    assert secrets.write(POSTGRES_APP_PASSWORD=secret).stderr == ""
    verifier = secrets.read("roles", "app")
    assert scram.verifier_like(secret, verifier) == verifier
    address = parse_dsn(secrets.read("app", "database_url"))
    assert (address.password, address.user, address.host) == (secret, "srq_hpn_app", "db")


@needs_perl
@pytest.mark.parametrize("profiles", ["pgbouncer", "other, pgbouncer", "*"])
def test_with_pgbouncer_the_app_asks_through_it_and_listens_past_it(
    secrets: Secrets, profiles: str
) -> None:
    given = {"COMPOSE_PROFILES": profiles, "POSTGRES_APP_B_PASSWORD": "other's own"}
    assert secrets.write(**given).stderr == ""
    pooled = parse_dsn(secrets.read("app", "database_url"))
    direct = parse_dsn(secrets.read("app", "database_url_direct"))
    assert (pooled.host, pooled.port) == ("pgbouncer", "6432")
    assert (direct.host, direct.port) == ("db", "5432")
    assert (pooled.user, pooled.password) == (direct.user, direct.password)
    assert parse_dsn(secrets.read("admin", "database_url")).host == "db"
    verifiers = {name: secrets.read("roles", name) for name in ("app", "app_b")}
    assert secrets.read("pgbouncer", "userlist.txt") == (
        f'"srq_hpn_app" "{verifiers["app"]}"\n"srq_hpn_app_b" "{verifiers["app_b"]}"\n'
    )


@needs_perl
def test_without_pgbouncer_there_is_one_address(secrets: Secrets) -> None:
    assert secrets.write(COMPOSE_PROFILES="pgbouncers").stderr == ""
    assert parse_dsn(secrets.read("app", "database_url")).host == "db"
    assert secrets.read("app", "database_url_direct") == ""
    assert not secrets.path("pgbouncer", "userlist.txt").exists()


@needs_perl
def test_a_database_that_somebody_else_runs_is_passed_on_as_it_is_given(secrets: Secrets) -> None:
    given = {
        "COMPOSE_PROFILES": "pgbouncer",
        "DATABASE_URL": "postgresql://app:x@db.example.net/srq_hpn?sslmode=verify-full",
        "DATABASE_URL_ADMIN": "postgresql://admin:y@db.example.net/srq_hpn",
        "DATABASE_URL_REPLICA": "postgresql://app:x@replica.example.net/srq_hpn",
    }
    assert secrets.write(**given).stderr == ""
    assert secrets.read("app", "database_url") == given["DATABASE_URL"]
    assert secrets.read("app", "database_url_direct") == ""
    assert secrets.read("app", "database_url_replica") == given["DATABASE_URL_REPLICA"]
    assert secrets.read("admin", "database_url") == given["DATABASE_URL_ADMIN"]


@needs_perl
def test_each_secret_has_exactly_one_reader(secrets: Secrets) -> None:
    assert secrets.write(POSTGRES_MONITOR_PASSWORD="for metrics").returncode == 0
    for reader, names in READERS.items():
        written = Path(f"{secrets.base}{reader}").iterdir()
        assert sorted(file.name for file in written) == names
    verifiers = {file.name for file in Path(f"{secrets.base}roles").iterdir()}
    assert verifiers == {"superuser", "app", "admin", "monitor"}
    assert "own" not in "".join(secrets.read("roles", name) for name in verifiers)
    for file in Path(f"{secrets.base}app").parent.glob("secrets-*/*"):
        assert not file.name.endswith(".new")
        assert stat.S_IMODE(file.stat().st_mode) == 0o400


@needs_perl
def test_a_start_without_changes_changes_no_file(secrets: Secrets) -> None:
    secrets.write()
    files = sorted(secrets.base.parent.glob("secrets-*/*"))
    before = [(file.stat().st_ino, file.read_bytes()) for file in files]
    secrets.write()
    assert [(file.stat().st_ino, file.read_bytes()) for file in files] == before


@needs_perl
def test_a_secret_that_is_gone_takes_its_verifier_with_it(secrets: Secrets) -> None:
    secrets.write(POSTGRES_READONLY_PASSWORD="for people")
    assert secrets.path("roles", "readonly").exists()
    secrets.write()
    assert not secrets.path("roles", "readonly").exists()


@needs_perl
def test_the_app_is_switched_to_the_other_half_of_the_pair(secrets: Secrets) -> None:
    secrets.write(POSTGRES_APP_B_PASSWORD="the other", POSTGRES_APP_LOGIN="app_b")
    address = parse_dsn(secrets.read("app", "database_url"))
    assert (address.user, address.password) == ("srq_hpn_app_b", "the other")
    assert secrets.write(POSTGRES_APP_LOGIN="app_b").returncode == 1
    assert secrets.write(POSTGRES_APP_LOGIN="root").returncode == 1


@needs_perl
def test_a_secret_may_come_from_a_file(secrets: Secrets, tmp_path: Path) -> None:
    file = tmp_path / "given"
    file.write_text("from a file\n")
    secrets.write(POSTGRES_APP_PASSWORD="", POSTGRES_APP_PASSWORD_FILE=str(file))
    assert parse_dsn(secrets.read("app", "database_url")).password == "from a file"
    result = secrets.write(POSTGRES_APP_PASSWORD_FILE=str(tmp_path / "nowhere"))
    assert "POSTGRES_APP_PASSWORD_FILE names" in result.stderr


@needs_perl
@pytest.mark.parametrize("variable", ["POSTGRES_PASSWORD", "POSTGRES_ADMIN_PASSWORD"])
@pytest.mark.parametrize(
    "value", ["", "  ", "change-me", "CHANGE_ME_PLEASE", "password", "<secret>"]
)
def test_a_missing_or_placeholder_secret_stops_production_with_one_sentence(
    secrets: Secrets, variable: str, value: str
) -> None:
    result = secrets.write(**{variable: value})
    assert result.returncode == 1
    assert result.stderr.startswith(f"{variable} is ")
    assert "scripts/init-env" in result.stderr
    assert result.stderr.count("\n") == 1


@needs_perl
def test_secrets_that_sign_are_made_once_each_and_kept(secrets: Secrets) -> None:
    secrets.write()
    made = [secrets.read("app", name) for name in SIGNING]
    assert len(set(made)) == len(SIGNING)
    assert all(re.fullmatch(r"[A-Za-z0-9_-]{43}", secret) for secret in made)
    secrets.write()
    assert [secrets.read("app", name) for name in SIGNING] == made
    assert [secrets.read("app", f"{name}_previous") for name in SIGNING] == ["", "", ""]


@needs_perl
def test_a_changed_secret_leaves_the_one_before_it_and_only_that(secrets: Secrets) -> None:
    def now() -> tuple[str, str]:
        return (
            secrets.read("app", "auth_link_secret"),
            secrets.read("app", "auth_link_secret_previous"),
        )

    secrets.write()
    made, _ = now()
    first, second, third = (
        f"the {word} that is long enough to sign" for word in ("1st", "2nd", "3rd")
    )
    secrets.write(AUTH_LINK_SECRET=first)
    assert now() == (first, made)
    secrets.write(AUTH_LINK_SECRET=first)
    assert now() == (first, made)
    secrets.write(AUTH_LINK_SECRET=second)
    assert now() == (second, first)
    secrets.write()
    assert now() == (second, first)
    secrets.write(AUTH_LINK_SECRET=third, AUTH_LINK_SECRET_PREVIOUS=made)
    assert now() == (third, made)
    assert secrets.read("app", "auth_access_secret_previous") == ""


@needs_perl
@pytest.mark.parametrize("variable", ["AUTH_ACCESS_SECRET", "AUTH_LINK_SECRET_PREVIOUS"])
def test_a_secret_too_short_to_sign_with_stops_the_start(secrets: Secrets, variable: str) -> None:
    result = secrets.write(**{variable: "ä" * 31})
    assert (result.returncode, result.stderr) == (
        1,
        f"{variable} is shorter than 32 characters: leave it out and a strong one is made.\n",
    )
    assert secrets.write(**{variable: "ä" * 32}).returncode == 0


@needs_perl
def test_optional_secrets_are_empty_files_until_they_are_given(secrets: Secrets) -> None:
    where = {
        "FIRST_ADMIN_PASSWORD": ("app", "first_admin_password"),
        "INTERNAL_API_TOKEN": ("app", "internal_api_token"),
        "SMTP_PASSWORD": ("worker", "smtp_password"),
    }
    secrets.write()
    assert {secrets.read(*place) for place in where.values()} == {""}
    secrets.write(**dict.fromkeys(where, HOSTILE[1]))
    assert {secrets.read(*place) for place in where.values()} == {HOSTILE[1]}
    secrets.write()
    assert {secrets.read(*place) for place in where.values()} == {""}
    assert secrets.write(FIRST_ADMIN_PASSWORD="change-me").returncode == 1


@needs_perl
def test_development_may_use_a_placeholder(secrets: Secrets) -> None:
    assert secrets.write(APP_ENV="development", POSTGRES_PASSWORD="password").returncode == 0
