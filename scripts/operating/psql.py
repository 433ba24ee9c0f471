"""`scripts/psql`: a session with the database, as the role that the task needs.

app and admin log in as API and migrations do: over TCP, on their network, by their own secret that
a throw-away container reads where theirs do. The superuser comes in by peer over the socket. So
does readonly, for nobody keeps its password: that session takes over the role and its settings. It
keeps from accidents, not from intent: RESET SESSION AUTHORIZATION leads back.
"""

import subprocess
import sys
from collections.abc import Sequence
from typing import Final

from operating.command_line import parser_for, project_of
from operating.project import Project
from operating.rotation.database import Names, names, require_running

ROLES: Final = ("readonly", "app", "admin", "superuser")
_PATHS: Final = {"app": ("db_app", "secrets_app"), "admin": ("db_ops", "secrets_admin")}

# Takes a DSN apart into a password file and psql's options: a DSN in a command line would show.
_LOG_IN: Final = r"""
open my $file, '<', '/run/secrets-psql/database_url' or die "There is no secret: $!\n";
my ($user, $password, $host, $port, $name) =
    <$file> =~ m{\Apostgresql://([^:]*):([^@]*)\@([^:/]*):(\d+)/([^/?]*)} or die "No DSN.\n";
s/%([0-9A-Fa-f]{2})/chr hex $1/ge for $user, $password, $name;
(my $escaped = $password) =~ s/([\\:])/\\$1/g;
umask 077;
open my $pass, '>', '/tmp/pass' or die "No password file: $!\n";
print {$pass} "*:*:*:*:$escaped\n";
close $pass;
$ENV{PGPASSFILE} = '/tmp/pass';
exec 'psql', '--no-psqlrc', '-h', $host, '-p', $port, '-U', $user, '-d', $name, @ARGV;
"""

_TAKE_OVER: Final = r"""
umask 077
PSQLRC=$(mktemp)
export PSQLRC
cat >"$PSQLRC" <<'RC'
\set QUIET on
SELECT set_config(split_part(s, '=', 1), substr(s, strpos(s, '=') + 1), false)
FROM pg_db_role_setting, unnest(setconfig) AS s
WHERE setrole = :'role'::regrole AND setdatabase <> 0 \g /dev/null
SET SESSION AUTHORIZATION :"role";
\! rm -f -- "$PSQLRC"
\unset QUIET
RC
exec psql "$@"
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the verb."""
    parser = parser_for(
        "psql",
        "Open psql, read-only unless another role is named. What follows -- goes to psql.",
        changes=False,
    )
    parser.add_argument(
        "--role",
        choices=ROLES,
        default="readonly",
        help="readonly [the default] and superuser over the database's socket; app and admin as "
        "API and migrations log in, with their limits",
    )
    parser.add_argument("psql", nargs="*", metavar="-- PSQL_ARGUMENT")
    options = parser.parse_args(arguments)
    project = project_of(options)
    require_running(project)
    if options.role in _PATHS:
        return _as_login(project, options.role, options.psql)
    return _over_the_socket(project, names(project), options.role, options.psql)


def _over_the_socket(project: Project, known: Names, role: str, given: Sequence[str]) -> int:
    terminal = [] if sys.stdin.isatty() and sys.stdout.isatty() else ["-T"]
    into = ["exec", *terminal, "--user", "postgres", "db"]
    connection = ["--username", known.superuser, "--dbname", known.database]
    if role == "superuser":
        return project.show(*into, "psql", "--no-psqlrc", *connection, *given)
    reader = f"--set=role={known.database}_readonly"
    return project.show(*into, "sh", "-c", _TAKE_OVER, "psql", *connection, reader, *given)


def _as_login(project: Project, role: str, given: Sequence[str]) -> int:
    config = project.config()
    network, secrets = _PATHS[role]
    terminal = ["--tty"] if sys.stdin.isatty() and sys.stdout.isatty() else []
    command = [
        *("docker", "run", "--rm", "--interactive", *terminal),
        *("--network", config["networks"][network]["name"]),
        *("--volume", f"{config['volumes'][secrets]['name']}:/run/secrets-psql:ro"),
        *("--user", "10001:10001", "--read-only", "--tmpfs", "/tmp:size=1m,mode=1777"),  # noqa: S108 -- in the container
        *("--cap-drop", "ALL", "--security-opt", "no-new-privileges:true", "--env", "HOME=/tmp"),
        *("--entrypoint", "perl", config["services"]["db"]["image"], "-e", _LOG_IN, "--", *given),
    ]
    return subprocess.run(command, check=False).returncode
