"""The stack on Docker Swarm: deployed, scaled, renewed, rolled back while visitors keep asking.

Last of all: entering and leaving a Swarm makes the engine forget the names of what runs.
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from composing import ROOT, Stack, docker, environment, free_ports

from load import Load, Request

pytestmark = pytest.mark.long

NAME = "srq-swarm"
FIRST, SECOND, BAD = "swarm-test-1", "swarm-test-2", "swarm-test-bad"
SECRET = "$8f1d2c '\" {0}"
GONE_SECONDS = 120


@pytest.fixture(scope="module")
def swarm() -> Iterator[None]:
    """A Swarm of this engine alone, left again unless it was there before."""
    was_active = docker("info", "--format", "{{.Swarm.LocalNodeState}}").strip() == "active"
    if not was_active:
        docker("swarm", "init", "--advertise-addr", "127.0.0.1")
    yield
    if not was_active and os.environ.get("KEEP_STACK") is None:
        docker("swarm", "leave", "--force")


@pytest.fixture(scope="module")
def stack(swarm: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:  # noqa: ARG001
    """The stack, deployed from nothing by the verb."""
    http_port, https_port = free_ports(2)
    stack = Stack(
        project=NAME,
        file="compose.yml",
        env_file=tmp_path_factory.mktemp("swarm") / "env.production",
        variables={
            "COMPOSE_PROJECT_NAME": NAME,
            "DOMAIN": "localhost",
            "SITE_ADDRESS": "http://localhost:80",
            "SITE_URL": f"http://localhost:{http_port}",
            "POSTGRES_DB": "srq_hpn",
            "POSTGRES_USER": "srq_hpn",
            "POSTGRES_PASSWORD": f"the superuser's {SECRET}",
            "POSTGRES_APP_PASSWORD": f"the app's {SECRET}",
            "POSTGRES_ADMIN_PASSWORD": f"the admin's {SECRET}",
            "SMTP_USER": "mailer",
            "SMTP_PASSWORD": f"the mailer's {SECRET}",
            "IMAGE_TAG": FIRST,
            "HTTP_PORT": str(http_port),
            "HTTPS_PORT": str(https_port),
            "EDGE_SUBNET": "10.213.104.0/26",
            "DB_APP_SUBNET": "10.213.105.0/26",
            "DB_OPS_SUBNET": "10.213.106.0/26",
        },
    )
    stack.write_env_file()
    remove()
    try:
        finished = deploy(stack, FIRST, "--no-backup", builds=True)
        assert finished.returncode == 0, finished.stderr
        warm_up(stack)
        yield stack
    finally:
        if os.environ.get("KEEP_STACK") is None:
            remove()


def deploy(
    stack: Stack, tag: str, *arguments: str, builds: bool = False
) -> subprocess.CompletedProcess[str]:
    """Run the verb to its end."""
    known = ["--swarm", "--tag", tag, "--env-file", str(stack.env_file), *arguments]
    known += [] if builds else ["--no-build"]
    return subprocess.run(
        [sys.executable, "scripts/deploy", *known],
        cwd=ROOT,
        env=environment() | {"COMPOSE_PROJECT_NAME": NAME},
        capture_output=True,
        text=True,
        check=False,
    )


def remove() -> None:
    """Remove services, networks, secrets and volumes."""
    docker("stack", "rm", NAME, check=False)
    deadline = time.monotonic() + GONE_SECONDS
    own = ["ps", "--quiet", "--filter", f"name=^{NAME}_"]
    while docker(*own):
        assert time.monotonic() < deadline
        time.sleep(0.5)
    # The engine forgets to remove what jobs leave.
    for container in docker(*own, "--all").split():
        docker("rm", "--force", container, check=False)
    for kind in ("secret", "volume"):
        for name in docker(kind, "ls", "--quiet", "--filter", f"name={NAME}_").split():
            docker(kind, "rm", name, check=False)


def load(stack: Stack) -> Load:
    """Pages and API, read and written."""
    port = int(stack.variables["HTTP_PORT"])
    json_body = (("Content-Type", "application/json"),)
    asked = (
        Request("GET", "/"),
        Request("GET", "/api/categories"),
        Request("POST", "/api/auth/logout", b'{"some": "body"}', json_body),
    )
    return Load(port, asked, host=f"localhost:{port}", kept=3, fresh=3)


def warm_up(stack: Stack) -> None:
    """Have each kind of request answered once."""
    deadline = time.monotonic() + 120
    while True:
        with load(stack) as visitors:
            time.sleep(2)
        if visitors.count and not visitors.failures:
            return
        assert time.monotonic() < deadline, visitors.failures


def containers(service: str) -> list[str]:
    """The ids of a service's running containers."""
    return sorted(docker("ps", "--quiet", "--filter", f"name=^{NAME}_{service}\\.").split())


def derive(name: str, tag: str, *lines: str) -> None:
    """Build an image that differs from the first version's in these lines."""
    dockerfile = "\n".join([f"FROM srq-hpn-{name}:{FIRST}", *lines, ""])
    docker("build", "--tag", f"srq-hpn-{name}:{tag}", "-", given=dockerfile)


def served() -> set[str]:
    """The tags of what runs."""
    found = [one for name in ("api", "web", "worker") for one in containers(name)]
    images = docker("inspect", "--format", "{{.Config.Image}}", *found).split()
    return {image.rpartition(":")[2] for image in images}


def stored(name: str) -> list[str]:
    """The names under which Swarm has a secret."""
    known = ["secret", "ls", "--format", "{{.Name}}", "--filter", f"name={NAME}_{name}_"]
    return docker(*known).split()


def told(visitors: Load, what: str) -> None:
    """Print what a load saw, for whoever reads the log."""
    answered = sum(visitors.answered.values())
    print(f"{what}: {answered} answered, {len(visitors.failures)} failed")


def test_no_secret_is_told_by_services_or_containers(stack: Stack) -> None:
    assert stack.variables
    services = docker("stack", "services", "--quiet", NAME).split()
    every = docker("ps", "--all", "--quiet", "--filter", f"name=^{NAME}_").split()
    assert len(services) >= 10
    described = docker("service", "inspect", *services) + docker("inspect", *every)
    assert "8f1d2c" not in described
    (worker,) = containers("worker")
    read = docker("exec", worker, "cat", "/run/secrets-worker/smtp_password")
    assert read == f"the mailer's {SECRET}"


def test_each_container_has_no_more_than_it_needs(stack: Stack) -> None:
    assert stack.variables
    networks = {}
    for name in ("db", "api", "web", "worker", "backup", "caddy"):
        found = json.loads(docker("inspect", containers(name)[0]))[0]
        assert found["HostConfig"]["ReadonlyRootfs"] is True
        assert found["HostConfig"]["CapDrop"] == ["ALL"]
        assert found["HostConfig"]["PidsLimit"] > 0
        assert found["HostConfig"]["Memory"] > 0
        networks[name] = {each.partition("_")[2] for each in found["NetworkSettings"]["Networks"]}
    assert networks["db"] == {"db_app", "db_ops"}
    assert networks["web"] == {"edge"}
    assert networks["caddy"] == {"edge", "public"}


def test_the_same_again_changes_nothing_and_saves_the_data_first(stack: Stack) -> None:
    names = ("db", "api", "web", "worker", "backup", "caddy")
    before = {name: containers(name) for name in names}
    finished = deploy(stack, FIRST)
    assert finished.returncode == 0, finished.stderr
    assert "Saving the data: done" in finished.stdout
    assert {name: containers(name) for name in names} == before


def test_no_request_fails_while_a_third_api_comes_and_goes(stack: Stack) -> None:
    with load(stack) as visitors:
        docker("service", "scale", f"{NAME}_api=3")
        assert len(containers("api")) == 3
        docker("service", "scale", f"{NAME}_api=2")
        visitors.wait_for(visitors.count + 50)
    told(visitors, "scale")
    assert visitors.failures == []
    assert len(containers("api")) == 2


def test_no_request_fails_while_version_and_secret_are_renewed(stack: Stack) -> None:
    for name in ("api", "web"):
        derive(name, SECOND, "LABEL version=2")
    (old,) = stored("smtp_password")
    stack.variables["SMTP_PASSWORD"] = f"the other mailer's {SECRET}"
    stack.write_env_file()
    with load(stack) as visitors:
        finished = deploy(stack, SECOND, "--no-backup")
        visitors.wait_for(visitors.count + 50)
    told(visitors, "update")
    assert finished.returncode == 0, finished.stderr
    assert served() == {SECOND}
    assert visitors.failures == []
    (new,) = stored("smtp_password")
    assert new != old
    (worker,) = containers("worker")
    read = docker("exec", worker, "cat", "/run/secrets-worker/smtp_password")
    assert read == f"the other mailer's {SECRET}"
    assert f"IMAGE_TAG='{SECOND}'" in stack.env_file.read_text()


def test_a_bad_image_is_rolled_back_with_what_was_renewed_before_it(stack: Stack) -> None:
    docker("tag", f"srq-hpn-api:{FIRST}", f"srq-hpn-api:{BAD}")
    wrong = """echo 'throw new Error("this does not work")' > server.js"""
    derive("web", BAD, "USER 0:0", f"RUN {wrong}", "USER 1000:1000")
    with load(stack) as visitors:
        finished = deploy(stack, BAD, "--no-backup")
        visitors.wait_for(visitors.count + 50)
    told(visitors, "rollback")
    assert finished.returncode == 1, finished
    assert f"{BAD} does not." in finished.stderr
    assert "The new web does not start. Swarm has rolled it back" in finished.stderr
    assert "this does not work" in finished.stderr
    assert visitors.failures == []
    assert served() == {SECOND}
    assert f"IMAGE_TAG='{SECOND}'" in stack.env_file.read_text()


def test_a_failing_migration_leaves_what_served_before(stack: Stack, tmp_path: Path) -> None:
    before = containers("api")
    wrong = tmp_path / "wrong.yml"
    wrong.write_text(json.dumps({"services": {"migrate": {"command": ["sh", "-c", "exit 3"]}}}))
    finished = deploy(stack, SECOND, "--no-backup", "-f", "compose.yml", "-f", str(wrong))
    assert finished.returncode == 1
    assert "migrate failed, and what served before still serves" in finished.stderr
    assert containers("api") == before
