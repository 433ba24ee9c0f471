"""The production stack, started once with hostile passwords; skipped where there is no engine."""

import os
from collections.abc import Iterator

import pytest
from composing import HOSTILE, Stack, free_ports, why_not
from operated import own_stack, up

PROJECT = "srq-hpn-stack-test"
REASON = pytest.StashKey[str | None]()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Leave out what takes longest unless it is asked for."""
    parser.addoption("--long", action="store_true", help="also the tests that take minutes each")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Skip everything where there is no engine."""
    config.stash[REASON] = reason = why_not()
    if reason:
        for item in items:
            item.add_marker(pytest.mark.skip(reason=reason))
    for item in items:
        if item.get_closest_marker("long") and not config.getoption("--long"):
            item.add_marker(pytest.mark.skip(reason="it takes minutes: --long runs it"))


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    """Say in one line why nothing was run."""
    if reason := config.stash.get(REASON, None):
        terminalreporter.write_line(
            f"The stack test was skipped: {reason}. On Debian, "
            "`sudo python3 tools/registry-free up` makes a Docker engine from packages alone."
        )


@pytest.fixture(scope="session")
def production(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """The production stack, brought up from nothing by one `up -d`."""
    folder = tmp_path_factory.mktemp("production")
    http_port, https_port = free_ports(2)
    stack = Stack(
        project=PROJECT,
        file="compose.yml",
        env_file=folder / "env.production",
        variables={
            "DOMAIN": "localhost",
            "POSTGRES_DB": "srq_hpn",
            "POSTGRES_USER": "srq_hpn",
            "POSTGRES_PASSWORD": "superuser " + HOSTILE,
            "POSTGRES_APP_PASSWORD": "app " + HOSTILE,
            "POSTGRES_ADMIN_PASSWORD": "admin " + HOSTILE,
            "POSTGRES_APP_B_PASSWORD": "the other app's " + HOSTILE,
            "POSTGRES_READONLY_PASSWORD": "reader's " + HOSTILE,
            "POSTGRES_BACKUP_PASSWORD": "backup's " + HOSTILE,
            "POSTGRES_MONITOR_PASSWORD": "monitor's " + HOSTILE,
            "AUTH_LINK_SECRET": "links are signed with " + HOSTILE,
            "INTERNAL_API_TOKEN": "insiders say " + HOSTILE,
            "FIRST_ADMIN_EMAIL": "first@example.org",
            "FIRST_ADMIN_PASSWORD": "first admin's " + HOSTILE,
            "SMTP_USER": "mailer",
            "SMTP_PASSWORD": "mailer's " + HOSTILE,
            "IMAGE_TAG": "stack-test",
            "HTTP_PORT": f"127.0.0.1:{http_port}",
            "HTTPS_PORT": f"127.0.0.1:{https_port}",
            "EDGE_SUBNET": "10.213.60.0/26",
            "DB_APP_SUBNET": "10.213.61.0/26",
            "DB_OPS_SUBNET": "10.213.62.0/26",
        },
    )
    stack.write_env_file()
    stack.down()
    try:
        stack.compose("build")
        stack.first_up()
        stack.remember_first_start()
        given = stack.variables.values()
        stack.made_secrets = {
            name: secret
            for name, secret in stack.secret_files().items()
            if secret and secret not in given
        }
        stack.trust_caddy()
        yield stack
    finally:
        if os.environ.get("KEEP_STACK") is None:
            stack.down()


@pytest.fixture(scope="session")
def operated(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """A running stack for the operator's verbs, with the env file of `scripts/init-env`."""
    stack = own_stack("srq-hpn-verbs-test", tmp_path_factory.mktemp("operated"), block=1)
    stack.down()
    try:
        stack.compose("build")
        up(stack)
        yield stack
    finally:
        if os.environ.get("KEEP_STACK") is None:
            stack.down()
