"""One `up -d` brings production up from nothing, in order."""

import shutil
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from composing import ROOT, Stack, docker

ONE_SHOTS = ("secrets", "roles", "migrate", "caddy_volume")


def state(production: Stack, service: str) -> dict[str, Any]:
    found: dict[str, Any] = production.first_states[service]
    return found


def began(production: Stack, service: str) -> datetime:
    return moment_of(state(production, service)["StartedAt"])


def ended(production: Stack, service: str) -> datetime:
    return moment_of(state(production, service)["FinishedAt"])


def test_every_one_shot_succeeded(production: Stack) -> None:
    codes = {name: state(production, name)["ExitCode"] for name in ONE_SHOTS}
    assert codes == dict.fromkeys(ONE_SHOTS, 0)


def test_everything_starts_in_order(production: Stack) -> None:
    assert ended(production, "secrets") <= began(production, "db")
    assert began(production, "db") < began(production, "roles")
    assert ended(production, "roles") <= began(production, "migrate")
    assert ended(production, "migrate") <= began(production, "api")
    assert ended(production, "migrate") <= began(production, "worker")
    assert ended(production, "migrate") <= began(production, "web")
    assert max(began(production, "api"), began(production, "web")) < began(production, "caddy")


def test_caddy_waited_until_api_and_web_were_healthy(production: Stack) -> None:
    for service in ("api", "web"):
        healthy = [
            moment_of(check["End"])
            for check in state(production, service)["Health"]["Log"]
            if check["ExitCode"] == 0
        ]
        assert healthy
        assert min(healthy) <= began(production, "caddy")


def moment_of(text: str) -> datetime:
    """A time with the engine's own offset and nanoseconds."""
    whole, _, rest = text.partition(".")
    fraction = rest[: len(rest) - len(rest.lstrip("0123456789"))]
    return datetime.fromisoformat(f"{whole}.{fraction[:6]:0<6}{rest[len(fraction) :]}")


def test_the_log_says_that_the_limited_login_was_made(production: Stack) -> None:
    logs = production.first_logs["db"] + production.first_logs["roles"]
    assert "Limited app user 'srq_hpn_app' created successfully" in logs


def test_the_worker_says_where_mail_goes(production: Stack) -> None:
    assert "The worker does up to 4 jobs at once." in production.first_logs["worker"]
    assert "SMTP_HOST is not set: mail is printed to this log" in production.first_logs["worker"]


NEEDED = ("DOMAIN", "POSTGRES_PASSWORD", "POSTGRES_APP_PASSWORD", "POSTGRES_ADMIN_PASSWORD")


def config(file: str, folder: Path, names: Iterable[str]) -> str:
    """`docker compose config` with an env file that sets these names."""
    env_file = folder / "env"
    env_file.write_text("".join(f"{name}=x\n" for name in names))
    return docker("compose", "--env-file", str(env_file), "-f", file, "config", check=False)


@pytest.mark.parametrize(
    ("file", "volume"),
    [
        ("compose.yml", "postgres_data"),
        ("compose.dev.yml", "postgres_data_dev"),
        ("compose.db.yml", "postgres_data_dev"),
    ],
)
def test_project_and_volume_have_the_names_of_the_contract(
    tmp_path: Path, file: str, volume: str
) -> None:
    text = config(file, tmp_path, NEEDED)
    assert text.startswith("name: srq-hpn\n")
    assert f"source: {volume}\n" in text


@pytest.mark.parametrize("missing", NEEDED)
def test_a_missing_secret_stops_the_start_with_a_sentence_naming_it(
    tmp_path: Path, missing: str
) -> None:
    said = config("compose.yml", tmp_path, set(NEEDED) - {missing})
    assert f"required variable {missing} is missing a value: it is" in said
    assert len(said.splitlines()) == 1


def test_a_secret_may_be_given_as_a_file(tmp_path: Path) -> None:
    names = [name for name in NEEDED if name != "POSTGRES_APP_PASSWORD"]
    text = config("compose.yml", tmp_path, [*names, "POSTGRES_APP_PASSWORD_FILE"])
    assert "POSTGRES_APP_PASSWORD_FILE: /run/secrets/postgres_app_password\n" in text


@pytest.mark.parametrize("file", ["compose.dev.yml", "compose.db.yml"])
def test_development_needs_no_env_file(file: str) -> None:
    assert "name: srq-hpn\n" in docker("compose", "-f", file, "config")


def test_development_reads_env_local_where_there_is_one(tmp_path: Path) -> None:
    copied = tmp_path / "checkout"
    copied.mkdir()
    for file in ROOT.glob("compose*.yml"):
        shutil.copy(file, copied)
    shutil.copytree(ROOT / "compose", copied / "compose", symlinks=True)
    (copied / ".env.local").write_text("POSTGRES_APP_PASSWORD='mine $HOME'\n")
    text = docker("compose", "-f", str(copied / "compose.db.yml"), "config")
    assert "POSTGRES_APP_PASSWORD: mine $$HOME\n" in text
