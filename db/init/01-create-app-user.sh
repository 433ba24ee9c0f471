#!/usr/bin/env bash
# The postgres image runs this on an empty volume, before the server can be reached from outside.
# The `roles` step runs the same at every later start, so an existing volume misses nothing.
set -Eeuo pipefail

bash "${DB_DIR:-/srv/db}/converge.sh"
rm -f -- "$(dirname -- "$PGDATA")/first-start-unfinished"
