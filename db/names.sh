# shellcheck shell=bash
# The names that an operator may choose, checked before they reach SQL or pg_hba.conf.

POSTGRES_DB=${POSTGRES_DB:-srq_hpn}
POSTGRES_USER=${POSTGRES_USER:-srq_hpn}
POSTGRES_APP_USER=${POSTGRES_APP_USER:-srq_hpn_app}
POSTGRES_ADMIN_USER=${POSTGRES_ADMIN_USER:-srq_hpn_admin}
export POSTGRES_DB POSTGRES_USER POSTGRES_APP_USER POSTGRES_ADMIN_USER

for name in POSTGRES_DB POSTGRES_USER POSTGRES_APP_USER POSTGRES_ADMIN_USER; do
    if [[ ! ${!name} =~ ^[A-Za-z_][A-Za-z0-9_-]{0,49}$ || ${!name} == pg_* ]]; then
        echo "$name is '${!name}': use at most 50 letters, digits, '_' and '-'," \
            "beginning with a letter and not with pg_." >&2
        exit 1
    fi
done
