#!/usr/bin/env bash
# Starts PostgreSQL as the official image documents it: initialises an empty data directory once.
set -Eeuo pipefail

# VAR or the contents of the file named by VAR_FILE; both at once is an error.
read_variable() {
    local name=$1 default=${2:-} file_name=${1}_FILE
    if [[ -n ${!name:-} && -n ${!file_name:-} ]]; then
        printf >&2 'error: both %s and %s are set (but are exclusive)\n' "$name" "$file_name"
        exit 1
    fi
    local value=${!name:-$default}
    if [[ -n ${!file_name:-} ]]; then value=$(<"${!file_name}"); fi
    export "$name=$value"
    unset "$file_name"
}

prepare_directories() {
    mkdir -p "$PGDATA" /var/run/postgresql
    chmod 00700 "$PGDATA" || true
    chmod 03775 /var/run/postgresql || true
    if [[ $(id -u) == 0 ]]; then
        find "$PGDATA" /var/run/postgresql \! -user postgres -exec chown postgres '{}' +
    fi
}

require_password() {
    if [[ -z $POSTGRES_PASSWORD && $POSTGRES_HOST_AUTH_METHOD != trust ]]; then
        printf >&2 'Error: Database is uninitialized and superuser password is not specified.\n'
        printf >&2 '       You must specify POSTGRES_PASSWORD to a non-empty value for the superuser.\n'
        exit 1
    fi
}

initialise() {
    eval "initdb --username=\"\$POSTGRES_USER\" --pwfile=<(printf '%s\n' \"\$POSTGRES_PASSWORD\") \
    ${POSTGRES_INITDB_WALDIR:+--waldir=\"\$POSTGRES_INITDB_WALDIR\"} $POSTGRES_INITDB_ARGS"
    local method=$POSTGRES_HOST_AUTH_METHOD
    [[ -n $method ]] || method=$(postgres -C password_encryption)
    printf '\nhost all all all %s\n' "$method" >>"$PGDATA/pg_hba.conf"
}

# SQL on standard input or as psql arguments, over the socket of the temporary server.
process_sql() {
    PGHOST='' PGHOSTADDR='' psql --no-psqlrc --no-password -v ON_ERROR_STOP=1 \
        --username "$POSTGRES_USER" --dbname "${DATABASE:-$POSTGRES_DB}" "$@"
}

create_database() {
    [[ $POSTGRES_DB != postgres ]] || return 0
    local known
    known=$(DATABASE=postgres process_sql --tuples-only --set db="$POSTGRES_DB" \
        <<<"SELECT 1 FROM pg_database WHERE datname = :'db';")
    if [[ -z ${known//[[:space:]]/} ]]; then
        DATABASE=postgres process_sql --set db="$POSTGRES_DB" <<<'CREATE DATABASE :"db";'
    fi
}

run_init_files() {
    local file
    for file in /docker-entrypoint-initdb.d/*; do
        printf '%s: running %s\n' "$0" "$file"
        case $file in
        *.sh)
            if [[ -x $file ]]; then
                "$file"
            else
                # shellcheck disable=SC1090
                . "$file"
            fi
            ;;
        *.sql) process_sql -f "$file" ;;
        *.sql.gz) gunzip --stdout "$file" | process_sql ;;
        *.sql.xz) xz --decompress --stdout "$file" | process_sql ;;
        *.sql.zst) zstd --decompress --stdout "$file" | process_sql ;;
        *) printf '%s: ignoring %s\n' "$0" "$file" ;;
        esac
    done
}

first_start() {
    require_password
    initialise
    export PGPASSWORD=${PGPASSWORD:-$POSTGRES_PASSWORD}
    local -a arguments=("$@")
    # The program's own name is not one of its options.
    [[ ${arguments[0]:-} != postgres ]] || arguments=("${arguments[@]:1}")
    arguments+=(-c listen_addresses='' -p "${PGPORT:-5432}")
    NOTIFY_SOCKET='' pg_ctl --pgdata "$PGDATA" -o "$(printf '%q ' "${arguments[@]}")" --wait start
    create_database
    run_init_files
    pg_ctl --pgdata "$PGDATA" --mode fast --wait stop
    unset PGPASSWORD
    printf '\nPostgreSQL init process complete; ready for start up.\n\n'
}

only_asks_for_help() {
    local argument
    for argument in "$@"; do
        case $argument in
        -'?' | --help | --describe-config | -V | --version) return 0 ;;
        esac
    done
    return 1
}

main() {
    if [[ ${1:0:1} == - ]]; then set -- postgres "$@"; fi
    if [[ ${1:-} == postgres ]] && ! only_asks_for_help "$@"; then
        prepare_directories
        if [[ $(id -u) == 0 ]]; then
            exec setpriv --reuid postgres --regid postgres --init-groups "${BASH_SOURCE[0]}" "$@"
        fi
        if [[ -s $PGDATA/PG_VERSION ]]; then
            printf '\nPostgreSQL Database directory appears to contain a database; Skipping initialization\n\n'
        else
            read_variable POSTGRES_PASSWORD
            read_variable POSTGRES_USER postgres
            read_variable POSTGRES_DB "$POSTGRES_USER"
            read_variable POSTGRES_INITDB_ARGS
            export POSTGRES_HOST_AUTH_METHOD=${POSTGRES_HOST_AUTH_METHOD:-}
            shopt -s nullglob
            first_start "$@"
        fi
    fi
    exec "$@"
}

main "$@"
