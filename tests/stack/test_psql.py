"""`scripts/psql`: who one is, and what one may, by role; the password shows nowhere."""

import subprocess

import pytest
from composing import Stack
from operated import written
from searching import search_processes
from verbs import command, verb

WHO = """
SELECT session_user, current_setting('statement_timeout'),
       current_setting('default_transaction_read_only'), inet_client_addr() IS NULL
"""


@pytest.mark.parametrize(
    ("role", "who"),
    [
        ("readonly", "srq_hpn_readonly|1min|on|t"),
        ("app", "srq_hpn_app|10s|off|f"),
        ("admin", "srq_hpn_admin|15min|off|f"),
        ("superuser", "srq_hpn|0|off|t"),
    ],
)
def test_each_role_is_who_it_says_with_its_own_limits(operated: Stack, role: str, who: str) -> None:
    if role == "app" and written(operated, "POSTGRES_APP_LOGIN") == "app_b":
        who = who.replace("srq_hpn_app", "srq_hpn_app_b")
    told = verb(operated, "psql", "--role", role, "--", "-At", given=WHO)
    assert (told.returncode, told.stdout.strip()) == (0, who)


def test_nobody_changes_anything_by_default(operated: Stack) -> None:
    told = verb(operated, "psql", "--", "-c", "DELETE FROM app.venue")
    assert told.returncode != 0
    assert "permission denied" in told.stderr or "read-only transaction" in told.stderr
    read = verb(operated, "psql", "--", "-Atc", "SELECT count(*) FROM venue")
    assert (read.returncode, read.stdout) == (0, "0\n")


@pytest.mark.parametrize("role", ["app", "admin"])
def test_the_password_is_in_no_command_line_and_no_environment(operated: Stack, role: str) -> None:
    names = ["POSTGRES_APP_PASSWORD", "POSTGRES_APP_B_PASSWORD", "POSTGRES_ADMIN_PASSWORD"]
    secrets = {name: secret for name in names if (secret := written(operated, name))}
    line, variables = command(
        operated, "psql", "--role", role, "--", "-Atc", "SELECT pg_sleep(6), 'over'"
    )
    with subprocess.Popen(line, env=variables, stdout=subprocess.PIPE, text=True) as session:
        found = search_processes(operated, secrets, seconds=4)
        said, _ = session.communicate(timeout=60)
    assert said.strip() == "|over"
    assert found == []
