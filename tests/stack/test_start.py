"""One `up -d` brings production up from nothing, in order."""

from datetime import datetime
from typing import Any

from composing import Stack, docker

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


def test_project_and_volume_have_the_names_of_the_contract() -> None:
    for file, volume in {
        "compose.yml": "postgres_data",
        "compose.dev.yml": "postgres_data_dev",
        "compose.db.yml": "postgres_data_dev",
    }.items():
        needed = ["DOMAIN=x", "POSTGRES_PASSWORD=x", "POSTGRES_APP_PASSWORD=x"]
        text = docker_config(file, [*needed, "POSTGRES_ADMIN_PASSWORD=x"])
        assert "name: srq-hpn\n" in text
        assert f"source: {volume}\n" in text


def docker_config(file: str, variables: list[str]) -> str:
    """`docker compose config` with an env file of these lines on standard input."""
    return docker(
        *["compose", "--env-file", "/dev/stdin", "-f", file, "config"], given="\n".join(variables)
    )


def test_a_missing_secret_stops_the_start_with_a_sentence_naming_it() -> None:
    for missing in ("DOMAIN", "POSTGRES_PASSWORD", "POSTGRES_APP_PASSWORD"):
        names = {"DOMAIN", "POSTGRES_PASSWORD", "POSTGRES_APP_PASSWORD", "POSTGRES_ADMIN_PASSWORD"}
        text = docker(
            *["compose", "--env-file", "/dev/stdin", "-f", "compose.yml", "config", "--quiet"],
            given="\n".join(f"{name}=x" for name in names - {missing}),
            check=False,
        )
        assert f"required variable {missing} is missing a value" in text
