"""How long a restore of a gigabyte takes, as a ratio to plain pg_restore of the same data.

Needs a Docker engine. Everything happens in one container of the backup image and goes with it.
"""

import argparse
import os
import re
import shutil
import subprocess
from pathlib import Path

DB_DIR = Path(__file__).resolve().parents[1] / "db"
ROWS = 2_000_000
AT_MOST = 1.0
"""A base backup is to be restored and to answer in no more time than pg_restore takes."""

SCRIPT = r"""
set -Eeuo pipefail
export PGHOST=/tmp/s PGUSER=srq_hpn POSTGRES_DB=srq_hpn
mkdir -p /tmp/s /var/lib/postgresql/18
data=/var/lib/postgresql/18/docker
initdb -D "$data" -U srq_hpn -A trust --data-checksums --locale-provider=builtin \
    --builtin-locale=C.UTF-8 >/dev/null
bash /srv/db/pgbackrest.sh /tmp/p/p.conf "$data" /var/lib/backups/repository
sed -i -e 's|^pg1-socket-path=.*|pg1-socket-path=/tmp/s|' -e 's|^pg1-user=.*|pg1-user=srq_hpn|' \
    /tmp/p/p.conf
rest="pgbackrest --config=/tmp/p/p.conf --stanza=main"
start() { pg_ctl -D "$1" -o "-c listen_addresses= -c unix_socket_directories=/tmp/s $2" -w -s \
    -t 900 -l /tmp/log start; }
start "$data" "-c archive_mode=on -c max_wal_size=4GB -c 'archive_command=$rest archive-push %p'"
createdb srq_hpn
psql -q -v rows="$ROWS" -d srq_hpn <<'SQL'
CREATE TABLE event AS
SELECT g AS id, md5(g::text) || ' ' || md5((g * 7)::text) AS title, repeat(md5((g * 3)::text), 8) AS
    description, now() + g * interval '1 minute' AS starts_at, g % 500 AS venue_id
FROM generate_series(1, :rows) AS g;
ALTER TABLE event ADD PRIMARY KEY (id);
CREATE INDEX ON event (starts_at);
CREATE INDEX ON event (venue_id, starts_at);
CREATE INDEX ON event (title);
SQL
psql -Atc "SELECT 'bytes ' || pg_database_size('srq_hpn')" -d srq_hpn
$rest stanza-create
$rest --type=full backup
pg_dump -Fc --compress=zstd:3 -f /var/lib/backups/dump srq_hpn
pg_ctl -D "$data" -w -s stop
rm -rf "$data"
seconds() { awk "BEGIN {printf \"%.1f\", $2 - $1}"; }

began=$(date +%s.%N)
mkdir -m 700 "$data"
$rest --type=immediate --target-action=promote restore
start "$data" ""
until [[ $(psql -Atc 'SELECT pg_is_in_recovery()' -d srq_hpn) == f ]]; do sleep 0.1; done
echo "pgbackrest $(seconds "$began" "$(date +%s.%N)")"
psql -Atc "SELECT 'rows ' || count(*) FROM event" -d srq_hpn
createdb plain
began=$(date +%s.%N)
pg_restore -d plain /var/lib/backups/dump
echo "pg_restore $(seconds "$began" "$(date +%s.%N)")"
psql -Atc "SELECT 'rows ' || count(*) FROM event" -d plain
pg_ctl -D "$data" -w -s stop
"""


def built_image() -> str:
    """Build the backup image and return its id."""
    command = ["docker", "build", "--quiet", "--target", "backup", str(DB_DIR)]
    environment = {**os.environ, "DOCKER_BUILDKIT": "1"}
    finished = subprocess.run(
        command, env=environment, stdout=subprocess.PIPE, text=True, check=True
    )
    return finished.stdout.strip()


def main() -> int:
    """Measure, print, and exit with 1 if the target was missed; 0 where there is no engine."""
    if shutil.which("docker") is None:
        print("The restore was not measured: there is no docker here.")
        return 0
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("image", nargs="?", help="[the one that db/Dockerfile makes]")
    parser.add_argument("--rows", type=int, default=ROWS, help="%(default)s make a gigabyte")
    arguments = parser.parse_args()
    image, rows_wanted = arguments.image or built_image(), f"ROWS={arguments.rows}"
    run = [
        "docker",
        "run",
        "--rm",
        "--env",
        rows_wanted,
        "--user",
        "999:999",
        "--network",
        "none",
        "--shm-size",
        "256m",
    ]
    mounted = ["--volume", f"{DB_DIR}:/srv/db:ro", "--entrypoint", "bash", image, "-c", SCRIPT]
    ended = subprocess.run([*run, *mounted], capture_output=True, text=True, check=False)
    if ended.returncode != 0:
        print(f"The restore could not be measured:\n{ended.stdout}{ended.stderr}")
        return 1
    told = re.findall(r"^(\w+) ([\d.]+)$", ended.stdout, re.MULTILINE)
    rows = {value for name, value in told if name == "rows"}
    figures = {name: float(value) for name, value in told if name != "rows"}
    assert len(rows) == 1, "both restores must have the same rows"
    ratio = figures["pgbackrest"] / figures["pg_restore"]
    print(f"a database of {figures['bytes'] / 1e9:.2f} GB, {rows.pop()} rows")
    print(f"base backup restored and answering: {figures['pgbackrest']:.1f} s")
    print(f"plain pg_restore of the same data: {figures['pg_restore']:.1f} s")
    print(f"ratio: {ratio:.2f} (at most {AT_MOST}: {'yes' if ratio <= AT_MOST else 'NO'})")
    return 0 if ratio <= AT_MOST else 1


if __name__ == "__main__":
    raise SystemExit(main())
