"""No secret is where it need not be: inspect, layers, logs, process lists, other readers."""

import json
import subprocess
from urllib.parse import quote

import pytest
from composing import Stack, docker, environment
from searching import search_layers, search_processes

RUNNING = ("db", "api", "worker", "web", "caddy", "backup")
TOLD_NOTHING = (*RUNNING, "roles", "migrate", "caddy_volume")
SECRET_NAMES = ("PASSWORD", "SECRET", "TOKEN")


def spellings(production: Stack) -> list[str]:
    """Every secret as it is, as part of a DSN, and as part of JSON."""
    secrets = [
        value
        for name, value in production.variables.items()
        if any(word in name for word in SECRET_NAMES)
    ]
    secrets += production.made_secrets.values()
    escaped = [json.dumps(secret)[1:-1] for secret in secrets]
    unicode = [json.dumps(secret, ensure_ascii=False)[1:-1] for secret in secrets]
    return [*secrets, *(quote(secret, safe="") for secret in secrets), *escaped, *unicode]


@pytest.mark.parametrize("service", TOLD_NOTHING)
def test_inspect_shows_no_secret(production: Stack, service: str) -> None:
    shown = docker("inspect", production.container(service))
    assert [one for one in spellings(production) if one in shown] == []


@pytest.mark.parametrize("service", RUNNING)
def test_no_process_list_shows_a_secret(production: Stack, service: str) -> None:
    shown = docker("top", production.container(service), "-eo", "pid,args")
    assert len(shown.splitlines()) > 1
    assert [one for one in spellings(production) if one in shown] == []


def test_no_process_of_the_machine_has_a_secret_in_command_line_or_environment(
    production: Stack,
) -> None:
    secrets = {str(number): secret for number, secret in enumerate(spellings(production))}
    assert search_processes(production, secrets, seconds=2) == []


@pytest.mark.parametrize("service", RUNNING)
def test_the_search_of_processes_finds_what_is_there(production: Stack, service: str) -> None:
    mark = f"shown-on-purpose-{service}"
    shown = production.command("exec", "-T", "-e", f"MARK={mark}", service, "sleep", "6")
    with subprocess.Popen(["docker", *shown], env=environment()) as process:
        found = search_processes(production, {"mark": mark}, seconds=4)
        process.wait(60)
    assert any("environ" in one for one in found)


def test_no_log_line_holds_a_secret_or_a_verifier(production: Stack) -> None:
    logs = production.compose("logs", "--no-color")
    assert "ready" in logs
    assert [one for one in spellings(production) if one in logs] == []
    assert "SCRAM-SHA-256$" not in logs


@pytest.mark.parametrize("service", ["db", "api", "web", "caddy", "backup"])
def test_no_layer_of_an_image_holds_a_secret(production: Stack, service: str) -> None:
    image = production.inspect(service)["Image"]
    needles = [*spellings(production), "srq_hpn_development", *private_parts(production)]
    assert search_layers(image, needles) == []


def test_the_search_of_layers_finds_what_is_there(production: Stack) -> None:
    image = production.inspect("api")["Image"]
    sentence = "What people run by hand: `python -m app.cli"
    assert search_layers(image, [sentence, "nowhere in it"]) == [sentence]


def private_parts(production: Stack) -> list[str]:
    """What a stray copy of an env file would bring along."""
    return [str(production.env_file), "\nPOSTGRES_ADMIN_PASSWORD='"]


PAGES = ("/nowhere", "/api/nowhere", "/api/events/nowhere", "/metrics", "/internal/x", "/%zz")


@pytest.mark.parametrize("path", PAGES)
def test_no_error_page_holds_a_secret_or_tells_of_the_inside(production: Stack, path: str) -> None:
    answer = production.ask(path)
    shown = json.dumps(dict(answer.headers)) + answer.body.decode(errors="replace")
    assert answer.status >= 400
    assert [one for one in spellings(production) if one in shown] == []
    for word in ("Traceback", "postgresql://", "/srv/", "psycopg", "srq_hpn_app"):
        assert word not in shown


@pytest.mark.parametrize(
    "body", [b"{", b'{"email": 1}', b'{"email": "x@example.org", "password": "\\u0000"}']
)
def test_no_answer_to_a_broken_request_holds_a_secret(production: Stack, body: bytes) -> None:
    headers = {"content-type": "application/json"}
    answer = production.ask("/api/auth/login", method="POST", headers=headers, body=body)
    shown = answer.body.decode(errors="replace")
    assert 400 <= answer.status < 500
    assert [one for one in spellings(production) if one in shown] == []
    assert "Traceback" not in shown


def test_what_compose_remembers_of_a_container_holds_no_secret(production: Stack) -> None:
    for service in TOLD_NOTHING:
        for container in production.containers(service):
            found = json.loads(docker("inspect", container))[0]["Config"]
            shown = json.dumps([found["Env"], found["Labels"], found["Cmd"], found["Entrypoint"]])
            assert [one for one in spellings(production) if one in shown] == [], service


def test_a_secret_has_exactly_the_readers_it_needs(production: Stack) -> None:
    readers: dict[str, set[str]] = {}
    for service in TOLD_NOTHING:
        for mount in production.inspect(service)["Mounts"]:
            name = mount.get("Name", "").removeprefix(f"{production.project}_")
            if name.startswith("secrets_"):
                assert not mount["RW"]
                readers.setdefault(name, set()).add(service)
    assert readers["secrets_app"] == {"api", "worker"}
    assert readers["secrets_worker"] == {"worker"}
    assert readers["secrets_admin"] == {"migrate"}
    assert readers["secrets_repository"] == {"db", "backup"}
    assert readers["secrets_offsite"] == {"backup"}
    assert not {"api", "worker", "web", "caddy"} & (
        readers["secrets_db"] | readers["secrets_roles"]
    )


@pytest.mark.parametrize("service", ["api", "worker"])
def test_a_secret_file_is_readable_by_its_reader_alone(production: Stack, service: str) -> None:
    listed = production.exec(service, "sh", "-c", "stat -c '%a %u' /run/secrets-*/*").split("\n")
    assert {row for row in listed if row} == {"400 10001"}


def test_what_signs_is_made_where_nobody_gave_it(production: Stack) -> None:
    files = production.secret_files()
    assert files["auth_link_secret"] == production.variables["AUTH_LINK_SECRET"]
    assert production.made_secrets.keys() == {"auth_access_secret", "auth_refresh_secret"}
    assert len(set(production.made_secrets.values())) == 2
    assert min(map(len, production.made_secrets.values())) >= 32


def test_the_worker_is_given_the_mail_servers_password(production: Stack) -> None:
    given = production.exec("worker", "cat", "/run/secrets-worker/smtp_password")
    assert given == production.variables["SMTP_PASSWORD"]
    assert production.exec("api", "sh", "-c", "ls -d /run/secrets-*").split() == [
        "/run/secrets-app"
    ]


def test_the_superuser_is_refused_over_tcp_with_the_right_password(production: Stack) -> None:
    password = production.variables["POSTGRES_PASSWORD"]
    said = login(production, "db_ops", user="srq_hpn", password=password)
    assert "pg_hba.conf rejects connection" in said


def test_the_admin_is_refused_from_the_applications_network(production: Stack) -> None:
    password = production.variables["POSTGRES_ADMIN_PASSWORD"]
    said = login(production, "db_app", user="srq_hpn_admin", password=password)
    assert "pg_hba.conf rejects connection" in said


def test_the_app_is_let_in_from_the_applications_network(production: Stack) -> None:
    password = production.variables["POSTGRES_APP_PASSWORD"]
    assert login(production, "db_app", user="srq_hpn_app", password=password) == "let in"


LOGIN = """
import psycopg, sys
user, password = sys.stdin.read().split(chr(0))
try:
    psycopg.connect(host="db", dbname="srq_hpn", user=user, password=password).close()
    print("let in")
except psycopg.OperationalError as error:
    print(error)
"""


def login(stack: Stack, network: str, *, user: str, password: str) -> str:
    """What the database says to a login from one of its networks."""
    image = stack.inspect("api")["Config"]["Image"]
    known = ["run", "--rm", "--interactive", "--network", f"{stack.project}_{network}"]
    return docker(*known, image, "python", "-c", LOGIN, given=f"{user}\0{password}").strip()


@pytest.mark.parametrize("name", ["POSTGRES_APP_PASSWORD", "POSTGRES_ADMIN_PASSWORD"])
def test_a_placeholder_stops_the_start_with_a_sentence_naming_it(
    production: Stack, name: str
) -> None:
    command = ["run", "--rm", "-T", "-e", f"{name}=changeme", "secrets"]
    said = production.compose(*command, check=False)
    assert f"{name} is a placeholder" in said
    assert production.compose("run", "--rm", "-T", "secrets").count("placeholder") == 0
