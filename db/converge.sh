#!/usr/bin/env bash
# Makes roles, grants and limits be as db/roles declares them: psql over the unix socket, by peer.
# Changes nothing that is so already. /run/secrets-roles holds a SCRAM verifier for each login.
set -Eeuo pipefail

DB_DIR=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
SECRETS_DIR=${ROLES_SECRETS_DIR:-/run/secrets-roles}
LOCK_KEY=7305001 # migrations take the same lock, so that neither runs during the other

# Runs psql on one database, with every error an end and every notice a plain line.
run_psql() {
    psql --no-psqlrc --quiet --output=/dev/null --set=ON_ERROR_STOP=1 --set=VERBOSITY=terse \
        --username="$POSTGRES_USER" "$@" 2>&1 |
        sed -u -E -e 's/^psql:(.*\.sql|<stdin>):[0-9]+: //' -e 's/^(NOTICE|ERROR): +//'
}

check_connection() {
    local said
    if ! said=$(psql --no-psqlrc --username="$POSTGRES_USER" --dbname=postgres --command=';' 2>&1); then
        echo "$said" >&2
        echo "The database does not let $POSTGRES_USER in over its socket: POSTGRES_USER must be" \
            "the superuser that this volume was first started with." >&2
        exit 1
    fi
}

# Keeps a session open that holds the lock until this script ends.
take_lock() {
    coproc LOCK {
        exec psql --no-psqlrc --quiet --tuples-only --no-align \
            --username="$POSTGRES_USER" --dbname=postgres
    }
    echo "SELECT 'locked' FROM pg_advisory_lock($LOCK_KEY);" >&"${LOCK[1]}"
    local answer
    read -r answer <&"${LOCK[0]}"
    [[ $answer == locked ]]
}

create_database() {
    run_psql --dbname=postgres <<'SQL'
\getenv name POSTGRES_DB
SELECT format('CREATE DATABASE %I', :'name')
WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = :'name') \gexec
SQL
}

# psql reads the values from its environment: neither SQL text nor a process list holds them.
write_parameters() {
    local parameter
    for parameter in superuser app_user admin_user app_connection_limit \
        {superuser,app,app_b,admin,readonly,backup,monitor}_verifier; do
        echo "\\getenv value SRQ_${parameter^^}"
        echo "SELECT set_config('srq.$parameter', :'value', false);"
    done
}

export_parameters() {
    export SRQ_SUPERUSER=$POSTGRES_USER SRQ_APP_USER=$POSTGRES_APP_USER
    export SRQ_ADMIN_USER=$POSTGRES_ADMIN_USER
    export SRQ_APP_CONNECTION_LIMIT=${POSTGRES_APP_CONNECTION_LIMIT:-80}
    local login name
    for login in superuser app app_b admin readonly backup monitor; do
        name=SRQ_${login^^}_VERIFIER
        export "$name="
        if [[ -r $SECRETS_DIR/$login ]]; then
            printf -v "$name" '%s' "$(<"$SECRETS_DIR/$login")"
        fi
    done
}

main() {
    # shellcheck source-path=SCRIPTDIR source=names.sh
    source "$DB_DIR/names.sh"
    export PGHOST=${PGHOST:-/var/run/postgresql}
    check_connection
    take_lock
    create_database
    export_parameters
    local file files=()
    for file in "$DB_DIR"/roles/*.sql; do
        files+=("--file=$file")
    done
    write_parameters | run_psql --dbname="$POSTGRES_DB" --file=- "${files[@]}"
    echo "The roles are as declared."
}

main
