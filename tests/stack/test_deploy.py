"""Versions come and go while visitors keep asking, and whatever fails leaves what served before."""

import json
import os
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from composing import Stack, docker, free_ports
from verbs import command, verb

from load import Load, warm_up, whole_site

PROJECT = "srq-hpn-deploy-test"
FIRST, SECOND = "deploy-test-1", "deploy-test-2"
WHOLE_LOAD = 20_000


@pytest.fixture(scope="module")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """A stack of its own over plain HTTP: TLS would cost more than what is measured."""
    folder = tmp_path_factory.mktemp("deploy")
    http_port, https_port = free_ports(2)
    stack = Stack(
        project=PROJECT,
        file="compose.yml",
        env_file=folder / "env.production",
        variables={
            "COMPOSE_PROJECT_NAME": PROJECT,
            "DOMAIN": "localhost",
            "SITE_ADDRESS": "http://localhost:80",
            "SITE_URL": f"http://localhost:{http_port}",
            "POSTGRES_DB": "srq_hpn",
            "POSTGRES_USER": "srq_hpn",
            "POSTGRES_PASSWORD": "the superuser's 8f1d2c",
            "POSTGRES_APP_PASSWORD": "the app's 8f1d2c",
            "POSTGRES_ADMIN_PASSWORD": "the admin's 8f1d2c",
            "IMAGE_TAG": FIRST,
            "HTTP_PORT": f"127.0.0.1:{http_port}",
            "HTTPS_PORT": f"127.0.0.1:{https_port}",
            "EDGE_SUBNET": "10.213.96.0/26",
            "DB_APP_SUBNET": "10.213.97.0/26",
            "DB_OPS_SUBNET": "10.213.98.0/26",
        },
    )
    stack.write_env_file()
    stack.down()
    try:
        stack.compose("build")
        stack.compose("up", "-d")
        warm_up(port_of(stack))
        yield stack
    finally:
        if os.environ.get("KEEP_STACK") is None:
            stack.down()


@pytest.fixture(scope="module")
def second(stack: Stack) -> str:
    """Another version: the same code in other images."""
    assert stack.containers("api")
    for name in ("api", "web"):
        derive(name, SECOND, "LABEL version=2")
    return SECOND


def derive(name: str, tag: str, *lines: str) -> None:
    """Build an image that differs from the first version's in these lines."""
    dockerfile = "\n".join([f"FROM srq-hpn-{name}:{FIRST}", *lines, ""])
    docker("build", "--tag", f"srq-hpn-{name}:{tag}", "-", given=dockerfile)


def load(stack: Stack) -> Load:
    """Visitors of the whole site."""
    return whole_site(port_of(stack))


def port_of(stack: Stack) -> int:
    """Where the stack serves."""
    return int(stack.variables["HTTP_PORT"].rpartition(":")[2])


def served(stack: Stack) -> set[str]:
    """The tags of what serves."""
    tags = set()
    for service in ("api", "web", "worker"):
        (container,) = stack.compose("ps", "--quiet", service).split()
        image = docker("inspect", "--format", "{{.Config.Image}}", container).strip()
        tags.add(image.rpartition(":")[2])
    return tags


def started(stack: Stack) -> dict[str, str]:
    """Since when each service runs."""
    names = ("db", "api", "worker", "web", "caddy")
    return {name: stack.inspect(name)["State"]["StartedAt"] for name in names}


@dataclass(frozen=True)
class Took:
    """What a verb did while visitors kept asking."""

    before: dict[str, str]
    """Since when each service had been running."""
    ended: subprocess.CompletedProcess[str]
    served: set[str]
    visitors: Load


@pytest.fixture(scope="module")
def there_and_back(stack: Stack, second: str) -> tuple[Took, Took]:
    """The second version deployed, and the first one rolled back to."""
    deployed = under_load(stack, "deploy", "--tag", second, "--no-build", "--no-backup")
    return deployed, under_load(stack, "rollback")


def under_load(stack: Stack, name: str, *arguments: str) -> Took:
    """Run a verb while visitors keep asking, and for a good while after it."""
    before = started(stack)
    with load(stack) as visitors:
        ended = verb(stack, name, *arguments)
        tags = served(stack)
        visitors.wait_for(WHOLE_LOAD)
        told(visitors, name)
    return Took(before, ended, tags, visitors)


def told(visitors: Load, what: str) -> None:
    """Leave the figures in the report."""
    slowest = f"{visitors.slowest:.1f} s"
    print(f"{what}: {dict(visitors.answered)}, slowest {slowest}, {visitors.failures}")


def test_no_request_fails_during_a_deploy_and_the_way_back(
    stack: Stack, there_and_back: tuple[Took, Took]
) -> None:
    for took, tag in zip(there_and_back, (SECOND, FIRST), strict=True):
        assert took.ended.returncode == 0, took.ended
        assert took.served == {tag}
        assert took.visitors.failures == []
        assert min(took.visitors.answered.values()) > WHOLE_LOAD / 4
    before, now = there_and_back[0].before, started(stack)
    assert [before[name] for name in ("db", "caddy")] == [now[name] for name in ("db", "caddy")]


@pytest.mark.usefixtures("there_and_back")
def test_what_was_deployed_is_what_a_plain_up_finds_in_order(stack: Stack) -> None:
    before = started(stack)
    stack.compose("up", "-d")
    assert started(stack) == before
    assert f"IMAGE_TAG='{FIRST}'" in stack.env_file.read_text()


@pytest.mark.usefixtures("there_and_back")
def test_releases_are_remembered(stack: Stack) -> None:
    lines = (stack.env_file.parent / ".releases" / "releases.jsonl").read_text().splitlines()
    newest = [(each["tag"], each["previous"]) for each in map(json.loads, lines)]
    assert newest == [(SECOND, FIRST), (FIRST, SECOND)]
    head = stack.sql("SELECT version_num FROM app_meta.alembic_version")
    assert {json.loads(line)["revision"] for line in lines} == {head}


def test_hashed_files_of_another_build_are_served(stack: Stack) -> None:
    path = "/srv/web-static/_next/static/of-another-build.css"
    stack.exec("web", "sh", "-c", f"echo 'p {{}}' > {path}")
    asked = ["wget", "-S", "-q", "-O", "-", "--header", "Host: localhost"]
    address = "http://127.0.0.1/_next/static/of-another-build.css"
    answer = stack.exec("caddy", *asked, address)
    assert "p {}" in answer
    assert "immutable" in answer


def test_no_request_fails_while_a_second_api_comes_and_goes(stack: Stack) -> None:
    with load(stack) as visitors:
        stack.compose("up", "-d", "--scale", "api=2")
        stack.wait_until_healthy("api")
        time.sleep(5)
        stack.compose("up", "-d", "--scale", "api=1")
        visitors.wait_for(2000)
        told(visitors, "scale")
    assert visitors.failures == []


KILL = "import os, signal; os.kill({}, signal.SIGKILL)"


def test_of_a_killed_process_only_what_it_was_answering_is_lost(stack: Stack) -> None:
    with load(stack) as visitors:
        visitors.wait_for(200)
        children = stack.exec("api", "cat", "/proc/1/task/1/children").split()
        stack.exec("api", "python", "-c", KILL.format(children[0]))
        time.sleep(8)
        told(visitors, "kill")
    # Caddy asks again for what is read of the API. A write is not repeated, nor does the web app
    # ask again once an answer has begun; each visitor has one request under way at most.
    assert [failure for failure in visitors.failures if failure.startswith("GET /api")] == []
    assert len(visitors.failures) <= visitors.kept + visitors.fresh
    stack.wait_until_healthy("api")


def test_an_image_that_does_not_build_changes_nothing(stack: Stack, tmp_path: Path) -> None:
    broken = tmp_path / "broken.yml"
    inline = f"FROM srq-hpn-web:{FIRST}\nRUN false\n"
    services = {"web": {"build": {"dockerfile_inline": inline}}}
    broken.write_text(json.dumps({"services": services}))
    files = ["-f", "compose.yml", "-f", str(broken)]
    before = started(stack)
    finished = verb(stack, "deploy", *files, "--tag", "deploy-test-unbuilt", "--no-backup")
    assert finished.returncode == 1
    assert "do not build; what served before still serves" in finished.stderr
    assert started(stack) == before


FAILURES = {
    "migration": ("api", "alembic/env.py", "migrate of deploy-test-migration failed"),
    "api": ("api", "gunicorn.conf.py", "The new api ends as soon as it starts"),
    "web": ("web", "server.js", "The new web ends as soon as it starts"),
}


@pytest.mark.parametrize("what", FAILURES)
def test_a_version_that_does_not_start_leaves_the_old_one_serving(
    stack: Stack, second: str, what: str
) -> None:
    name, file, sentence = FAILURES[what]
    tag = f"deploy-test-{what}"
    other = "web" if name == "api" else "api"
    docker("tag", f"srq-hpn-{other}:{second}", f"srq-hpn-{other}:{tag}")
    # Both languages end with these words, and Node with no more than a few lines around them.
    words = "raise SystemExit" if name == "api" else "throw new Error"
    wrong = f"""echo '{words}("this does not work")' > {file}"""
    user = "10001:10001" if name == "api" else "1000:1000"
    derive(name, tag, "USER 0:0", f"RUN {wrong}", f"USER {user}")
    with load(stack) as visitors:
        finished = verb(stack, "deploy", "--tag", tag, "--no-build", "--no-backup")
        visitors.wait_for(200)
    assert finished.returncode == 1, finished
    assert sentence in finished.stderr
    assert "this does not work" in finished.stderr
    assert served(stack) == {FIRST}
    assert visitors.failures == []
    assert f"IMAGE_TAG='{FIRST}'" in stack.env_file.read_text()


def test_a_version_that_runs_and_never_answers_is_given_up(stack: Stack, second: str) -> None:
    tag = "deploy-test-silent"
    docker("tag", f"srq-hpn-web:{second}", f"srq-hpn-web:{tag}")
    derive("api", tag, 'CMD ["sh", "-c", "echo waiting for nothing; exec sleep infinity"]')
    with load(stack) as visitors:
        options = ["--no-build", "--no-backup", "--ready-within", "7"]
        finished = verb(stack, "deploy", "--tag", tag, *options)
        visitors.wait_for(200)
    assert finished.returncode == 1, finished
    assert f"{FIRST} still serves, {tag} does not" in finished.stderr
    assert "The new api is not ready after 7 seconds" in finished.stderr
    assert "waiting for nothing" in finished.stderr
    assert served(stack) == {FIRST}
    assert visitors.failures == []
    assert f"IMAGE_TAG='{FIRST}'" in stack.env_file.read_text()


def test_of_two_deploys_at_once_the_second_refuses(stack: Stack, second: str) -> None:
    line, variables = command(stack, "deploy", "--dry-run")
    with subprocess.Popen(line, env=variables, stdout=subprocess.PIPE) as first:
        held = stack.env_file.parent / ".operating.lock"
        deadline = time.monotonic() + 20
        while not (held.exists() and held.read_text()):
            assert time.monotonic() < deadline
            time.sleep(0.01)
        refused = verb(stack, "deploy", "--tag", second, "--no-build", "--no-backup")
        assert first.wait(60) == 0
    assert refused.returncode == 1
    assert "scripts/deploy" in refused.stderr
    assert "is running here" in refused.stderr


def test_what_everybody_waits_for_restarts_only_when_that_is_allowed(
    stack: Stack, tmp_path: Path
) -> None:
    other = tmp_path / "other.yml"
    other.write_text(json.dumps({"services": {"db": {"shm_size": "128m"}}}))
    files = ["-f", "compose.yml", "-f", str(other)]
    before = started(stack)
    finished = verb(stack, "deploy", *files, "--tag", FIRST, "--no-build", "--dry-run")
    assert finished.returncode == 1
    assert "--restart-database" in finished.stderr
    assert started(stack) == before


AHEAD = """
INSERT INTO app_meta.applied_migration (revision, follows) VALUES ('later_2', 'later_1');
UPDATE app_meta.alembic_version SET version_num = 'later_2';
"""
BACK = """
UPDATE app_meta.alembic_version SET version_num = '{}';
DELETE FROM app_meta.applied_migration WHERE revision = 'later_2';
"""


def test_no_image_comes_back_that_does_not_know_the_schema(stack: Stack, second: str) -> None:
    head = stack.sql("SELECT version_num FROM app_meta.alembic_version")
    before = started(stack)
    stack.sql(AHEAD)
    try:
        finished = verb(stack, "rollback", "--to", second)
    finally:
        stack.sql(BACK.format(head))
    assert finished.returncode == 1
    assert f"{second} cannot serve: The schema is at later_2" in finished.stderr
    assert "To go back all the same, restore a backup" in finished.stderr
    assert started(stack) == before
