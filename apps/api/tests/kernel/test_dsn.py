from urllib.parse import quote

import psycopg.conninfo
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.kernel.dsn import Dsn, DsnError, parse_dsn, redact

HOSTILE_PASSWORDS = [
    "p@ss",
    "a/b",
    "50%",
    "a:b",
    "a#b",
    "it's",
    'say "x"',
    "a+b",
    "$HOME",
    "a b",
    "é\\",
]
ANY_TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1)


@pytest.mark.parametrize(
    "scheme", ["postgres", "postgresql", "postgresql+asyncpg", "postgresql+psycopg", "PostgreSQL"]
)
def test_every_scheme_means_the_same(scheme: str) -> None:
    assert parse_dsn(f"{scheme}://u:p@db:5433/srq") == Dsn("db", "5433", "srq", "u", "p")


@pytest.mark.parametrize("password", HOSTILE_PASSWORDS)
def test_an_encoded_password_is_read_back(password: str) -> None:
    dsn = parse_dsn(f"postgresql://u:{quote(password, safe='')}@db/srq")
    assert (dsn.password, dsn.host, dsn.database) == (password, "db", "srq")


@pytest.mark.parametrize("password", ["p@ss", "a/b", "a:b", "a#b", "it's", "a+b", "$HOME", "a b?"])
def test_a_password_pasted_raw_is_understood(password: str) -> None:
    dsn = parse_dsn(f"postgresql://u:{password}@db:6000/srq?sslmode=require")
    assert (dsn.password, dsn.address) == (password, "db:6000/srq")
    assert dsn.options == (("sslmode", "require"),)


@given(password=ANY_TEXT, user=ANY_TEXT, database=ANY_TEXT)
def test_any_login_survives_the_way_through_a_url(password: str, user: str, database: str) -> None:
    dsn = Dsn("db.internal", "5432", database, user, password)
    assert parse_dsn(dsn.url()) == dsn
    assert psycopg.conninfo.conninfo_to_dict(dsn.url()) == dsn.connection_parameters()


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("postgresql://u@db/srq", "db:5432/srq"),
        ("postgresql://u@[::1]:5433/srq", "[::1]:5433/srq"),
        ("postgresql:///srq?host=/run/postgresql&port=6000", "/run/postgresql:6000/srq"),
        ("postgresql://u@%2Frun%2Fpg/srq", "/run/pg:5432/srq"),
        ("postgresql://u@a,b:5433/srq", "a:5432,b:5433/srq"),
        ("postgresql://u:p@db", "db:5432/u"),
        ("  postgresql://u@db/srq\n", "db:5432/srq"),
    ],
)
def test_the_address_shows_where_and_never_the_password(text: str, address: str) -> None:
    assert parse_dsn(text).address == address


def test_options_of_asyncpg_become_those_of_libpq() -> None:
    dsn = parse_dsn("postgresql+asyncpg://u@db/srq?ssl=require&prepared_statement_cache_size=0")
    assert dsn.options == (("sslmode", "require"),)


@pytest.mark.parametrize(
    "text",
    [
        "mysql://u:sesame@db/srq",
        "db:5432/srq sesame",
        "postgresql://u:sesame@db:notaport/srq",
        "postgresql://u:sesame@db:99999/srq",
        "postgresql://u:sesame%00@db/srq",
        "postgresql://u:%ffsesame@db/srq",
    ],
)
def test_what_is_no_database_address_is_refused_without_repeating_it(text: str) -> None:
    with pytest.raises(DsnError) as refusal:
        parse_dsn(text)
    assert "sesame" not in str(refusal.value)


def test_a_dsn_never_shows_its_password_when_printed() -> None:
    assert "sesame" not in repr(parse_dsn("postgresql://u:sesame@db/srq"))


@pytest.mark.parametrize("password", ["sesame", "ses@me", "a/b:c@d"])
def test_redact_hides_the_password_of_any_url(password: str) -> None:
    text = redact(f"cannot reach postgresql://u:{password}@db/srq or http://x:{password}@y/")
    assert password not in text
    assert "postgresql://u:***@db/srq" in text
