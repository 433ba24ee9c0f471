#!/usr/bin/env bash
# Starts PostgreSQL in its container: fills in who may connect from where, refuses a volume whose
# first start was interrupted, has finished WAL archived, and hands over to the image's entrypoint.
set -Eeuo pipefail

DB_DIR=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
RULES_DIR=${RULES_DIR:-/tmp/srq-hpn-hba}
PGBACKREST_CONFIG=/tmp/pgbackrest/pgbackrest.conf # a restored database's restore_command names it

write_rules() {
    (umask 077 && mkdir -p -- "$RULES_DIR")
    local name
    for name in pg_hba.conf pg_ident.conf; do
        sed -e "s|@SUPERUSER@|$POSTGRES_USER|g" \
            -e "s|@DATABASE@|$POSTGRES_DB|g" \
            -e "s|@APP@|$POSTGRES_APP_USER|g" \
            -e "s|@APP_B@|${POSTGRES_APP_USER}_b|g" \
            -e "s|@ADMIN@|$POSTGRES_ADMIN_USER|g" \
            -e "s|@READONLY@|${POSTGRES_DB}_readonly|g" \
            -e "s|@BACKUP@|${POSTGRES_DB}_backup|g" \
            -e "s|@MONITOR@|${POSTGRES_DB}_monitor|g" \
            -e "s|@APP_SUBNET@|${APP_SUBNET:-}|g" \
            -e "s|@OPS_SUBNET@|${OPS_SUBNET:-}|g" \
            "$DB_DIR/hba/${HBA:-production}/$name" >"$RULES_DIR/$name"
    done
}

check_subnets() {
    [[ ${HBA:-production} == production ]] || return 0
    local name
    for name in APP_SUBNET OPS_SUBNET; do
        if [[ ! ${!name:-} =~ ^[0-9A-Fa-f.:]+/[0-9]+$ ]]; then
            echo "$name is '${!name:-}': give the network's addresses such as 10.213.1.0/26." >&2
            exit 1
        fi
    done
}

# db/init/01-create-app-user.sh removes the mark when the first start has done everything.
refuse_half_made() {
    local mark
    mark=$(dirname -- "$PGDATA")/first-start-unfinished
    if [[ ! -e $PGDATA/PG_VERSION && ! -e $mark ]]; then
        mkdir -p -- "$(dirname -- "$mark")"
        touch -- "$mark"
    elif [[ -e $mark && -n $(ls -A -- "$PGDATA" 2>/dev/null) ]]; then
        echo "The first start of this database was interrupted, so its volume is half made and" \
            "holds no data: stop, remove the volume ('docker volume rm')," \
            "and start again." >&2
        exit 1
    fi
}

# The image's entrypoint leaves the password that it is given in the server's environment. This one
# is worth nothing: during the first start, before anybody can reach the server, the roles step
# replaces it by the real one's verifier, which is all that the server ever needs.
give_away_password() {
    unset POSTGRES_PASSWORD_FILE
    POSTGRES_PASSWORD=$(head -c 32 /dev/urandom | base64)
    export POSTGRES_PASSWORD
}

# A change is in the archive within a minute of its commit: 45 s until its segment is closed.
set_archive_options() {
    [[ ${ARCHIVE:-off} == on ]] || return 0
    write_pgbackrest_config "$PGBACKREST_CONFIG" "$PGDATA" /var/lib/backups/repository
    ARCHIVE_OPTIONS=(
        -c archive_mode=on
        -c archive_timeout="${ARCHIVE_TIMEOUT:-45s}"
        -c archive_command="pgbackrest --config=$PGBACKREST_CONFIG --stanza=main archive-push \"%p\""
    )
}

main() {
    # shellcheck source-path=SCRIPTDIR source=names.sh
    source "$DB_DIR/names.sh"
    # shellcheck source-path=SCRIPTDIR source=pgbackrest.sh
    source "$DB_DIR/pgbackrest.sh"
    check_subnets
    refuse_half_made
    write_rules
    give_away_password
    local -a ARCHIVE_OPTIONS=()
    set_archive_options
    exec docker-entrypoint.sh postgres \
        -c hba_file="$RULES_DIR/pg_hba.conf" \
        -c ident_file="$RULES_DIR/pg_ident.conf" \
        -c password_encryption=scram-sha-256 \
        -c timezone=UTC -c log_timezone=UTC \
        -c log_line_prefix='%m [%p] %q%u@%d ' \
        "${ARCHIVE_OPTIONS[@]}" \
        "$@"
}

main "$@"
