#!/usr/bin/env bash
# Fills in pgbouncer.ini and runs PgBouncer in place of this script. The root may be read-only.
set -Eeuo pipefail

SOURCE=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)/pgbouncer.ini
FILLED_IN=/tmp/pgbouncer.ini
AUTH_FILE=/run/secrets-pgbouncer/userlist.txt

refuse() {
    echo "$1" >&2
    exit 1
}

require_number() {
    [[ $2 =~ ^[1-9][0-9]*$ ]] || refuse "$1 is '$2', which is no positive number."
}

main() {
    local host=${DATABASE_HOST:-db} port=${DATABASE_PORT:-5432}
    local pool_size=${PGBOUNCER_POOL_SIZE:-20} clients=${PGBOUNCER_CLIENTS:-1000}
    [[ $host =~ ^[A-Za-z0-9._:-]+$ ]] || refuse "DATABASE_HOST is '$host', which is no host name."
    require_number DATABASE_PORT "$port"
    require_number PGBOUNCER_POOL_SIZE "$pool_size"
    require_number PGBOUNCER_CLIENTS "$clients"
    [[ -r $AUTH_FILE ]] || refuse "$AUTH_FILE cannot be read: the secrets step writes it."
    sed -e "s/@DATABASE_HOST@/$host/" -e "s/@DATABASE_PORT@/$port/" \
        -e "s/@POOL_SIZE@/$pool_size/" -e "s/@CLIENTS@/$clients/" "$SOURCE" >"$FILLED_IN"
    # Each connection is an open file.
    ulimit -Sn hard
    exec pgbouncer "$FILLED_IN"
}

main
