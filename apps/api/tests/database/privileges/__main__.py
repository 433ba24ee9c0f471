"""Try the matrix on any database: `python -m tests.database.privileges`.

MATRIX_APP_DSN and MATRIX_ADMIN_DSN are required; MATRIX_APP_B_DSN, MATRIX_READONLY_DSN,
MATRIX_BACKUP_DSN, MATRIX_MONITOR_DSN add their logins, and MATRIX_SUPERUSER_DSN (over TCP, with the
right password) must be refused. Each may be given as NAME_FILE. Needs psycopg only. Prints what is
otherwise than it must be and a summary; exit 1 if there was anything.
"""

import os
import sys
from pathlib import Path

from tests.database.privileges.connections import refused_connections, try_refused
from tests.database.privileges.matrix import LOGINS, open_matrix


def main() -> int:
    """Run everything; returns the exit status."""
    dsns = {login: dsn for login in (*LOGINS, "superuser") if (dsn := _dsn(login))}
    wrong: list[str] = []
    with open_matrix(dsns) as matrix:
        denied, allowed = list(matrix.denied()), list(matrix.allowed())
        for seat, attempt in denied:
            if said := matrix.try_denied(seat, attempt):
                wrong.append(f"{seat}: {attempt.sql}: {said}")
        for seat, granted in allowed:
            if said := matrix.try_allowed(seat, granted):
                wrong.append(f"{seat}: {granted.sql}: {said}")
        skipped = matrix.skipped
    refused = list(refused_connections(dsns))
    for name, dsn in refused:
        if said := try_refused(dsn):
            wrong.append(f"{name}: {said}")
    for line in wrong:
        print(line)  # noqa: T201
    summary = f"{len(denied)} denied, {len(allowed)} allowed, {len(refused)} connections refused"
    without = f"; without {', '.join(skipped)}" if skipped else ""
    print(f"Privilege matrix: {summary}{without}; {len(wrong)} wrong.")  # noqa: T201
    return 1 if wrong else 0


def _dsn(login: str) -> str | None:
    name = f"MATRIX_{login.upper()}_DSN"
    if path := os.environ.get(f"{name}_FILE"):
        return Path(path).read_text(encoding="utf-8").strip()
    return os.environ.get(name)


if __name__ == "__main__":
    sys.exit(main())
