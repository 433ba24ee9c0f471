#!/usr/bin/env bash
# Writes pgBackRest's configuration: write_pgbackrest_config FILE DATA_DIRECTORY REPOSITORY.
# The passphrase is a secret, so the file lies in memory and is its owner's alone.
set -Eeuo pipefail

PASSPHRASE_FILE=${PASSPHRASE_FILE:-/run/secrets-repository/passphrase}

write_pgbackrest_config() {
    local file=$1 data_directory=$2 repository=$3 folder
    folder=$(dirname -- "$file")
    (umask 077 && mkdir -p -- "$folder")
    (
        umask 077
        cat <<CONFIG
[global]
repo1-path=$repository
repo1-bundle=y
repo1-retention-full=${BACKUP_KEEP_FULL:-4}
repo1-retention-diff=${BACKUP_KEEP_DIFFERENTIAL:-7}
compress-type=zst
compress-level=3
process-max=2
start-fast=y
archive-timeout=60
archive-push-queue-max=${ARCHIVE_QUEUE_MAX:-1GiB}
lock-path=$folder
log-level-console=off
log-level-file=off
log-level-stderr=warn
log-timestamp=n

[main]
pg1-path=$data_directory
pg1-socket-path=/var/run/postgresql
pg1-user=${POSTGRES_DB:-srq_hpn}_backup
pg1-database=${POSTGRES_DB:-srq_hpn}
CONFIG
        if [[ -s $PASSPHRASE_FILE ]]; then
            printf '\n[global]\nrepo1-cipher-type=aes-256-cbc\nrepo1-cipher-pass=%s\n' \
                "$(<"$PASSPHRASE_FILE")"
        fi
    ) >"$file"
}

if [[ ${BASH_SOURCE[0]} == "$0" ]]; then write_pgbackrest_config "$@"; fi
