"""The privilege matrix of apps/api/tests/database, against the composed database."""

import json
import re
from urllib.parse import quote

from composing import ROOT, Stack, docker

TRY_MATRIX = """
import json, os, runpy, sys
os.environ.update(json.load(sys.stdin))
sys.path.insert(0, "/srv/api")
runpy.run_module("tests.database.privileges", run_name="__main__", alter_sys=True)
"""


def dsns(production: Stack) -> dict[str, str]:
    """Every login's DSN at the address of the network from which it is let in."""
    networks = production.inspect("db")["NetworkSettings"]["Networks"]
    app, operations = (
        networks[f"{production.project}_{name}"]["IPAddress"] for name in ("db_app", "db_ops")
    )
    logins = {
        "APP": ("srq_hpn_app", app),
        "APP_B": ("srq_hpn_app_b", app),
        "ADMIN": ("srq_hpn_admin", operations),
        "READONLY": ("srq_hpn_readonly", operations),
        "BACKUP": ("srq_hpn_backup", operations),
        "MONITOR": ("srq_hpn_monitor", operations),
    }
    passwords = {
        login: quote(production.variables[f"POSTGRES_{login}_PASSWORD"], safe="")
        for login in logins
    }
    found = {
        f"MATRIX_{login}_DSN": f"postgresql://{user}:{passwords[login]}@{address}/srq_hpn"
        for login, (user, address) in logins.items()
    }
    superuser = quote(production.variables["POSTGRES_PASSWORD"], safe="")
    found["MATRIX_SUPERUSER_DSN"] = f"postgresql://srq_hpn:{superuser}@{operations}/srq_hpn"
    return found


def test_every_role_can_do_what_it_must_and_nothing_else(production: Stack) -> None:
    image = production.inspect("api")["Config"]["Image"]
    tests = ROOT / "apps" / "api" / "tests"
    container = docker(
        *["create", "--interactive", "--network", f"{production.project}_db_app"],
        *["--volume", f"{tests}:/srv/api/tests:ro", image, "python", "-c", TRY_MATRIX],
    ).strip()
    try:
        docker("network", "connect", f"{production.project}_db_ops", container)
        said = docker(
            *["start", "--attach", "--interactive", container],
            given=json.dumps(dsns(production)),
            check=False,
        )
    finally:
        docker("rm", "--force", container)
    summary = re.search(r"(\d+) denied, (\d+) allowed, \d+ connections refused; 0 wrong", said)
    assert summary, said
    print(said)
    assert int(summary.group(1)) >= 100
    assert int(summary.group(2)) >= 25
