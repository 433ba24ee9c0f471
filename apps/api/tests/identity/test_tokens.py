"""What is believed of a signed token."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import jwt
import pytest

from app.identity.settings import refuse_unsafe_secrets
from app.identity.tokens import (
    AccessClaims,
    KeyRing,
    Keys,
    TokenRefusedError,
    read_access,
    sign_access,
    sign_link,
)
from app.kernel import clock
from app.kernel.errors import StartRefusedError
from app.settings import load_settings

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
ACCESS, LINK = KeyRing(b"a" * 32), KeyRing(b"l" * 32)
KEYS = Keys(ACCESS, KeyRing(b"r" * 32), LINK)
CLAIMS = AccessClaims(uuid4(), uuid4())


def forged(
    secret: bytes = ACCESS.current,
    *,
    algorithm: str = "HS256",
    header: dict[str, Any] | None = None,
    **claims: Any,
) -> str:
    genuine = sign_access(KEYS, CLAIMS)
    given = jwt.decode(genuine, options={"verify_signature": False})
    headers = {**jwt.get_unverified_header(genuine), **(header or {})}
    headers.pop("alg")
    kept = {name: value for name, value in {**given, **claims}.items() if value is not None}
    key = None if algorithm == "none" else secret
    return jwt.encode(kept, key, algorithm=algorithm, headers=headers)


def test_a_token_says_its_kind_and_its_key_and_is_read_back() -> None:
    token = sign_access(KEYS, CLAIMS)
    header = jwt.get_unverified_header(token)
    assert (header["alg"], header["typ"]) == ("HS256", "at+jwt")
    assert header["kid"]
    assert ACCESS.current.decode() not in header["kid"]
    assert read_access(KEYS, token) == CLAIMS
    assert read_access(KEYS, forged()) == CLAIMS


FORGERIES = {
    "another secret": lambda: forged(b"b" * 32),
    "no signature": lambda: forged(algorithm="none"),
    "another algorithm": lambda: forged(b"b" * 64, algorithm="HS512"),
    "another type": lambda: forged(header={"typ": "JWT"}),
    "no type": lambda: forged(header={"typ": None}),
    "a link's type": lambda: forged(header={"typ": "link+jwt"}),
    "an unknown key": lambda: forged(header={"kid": "nobody's"}),
    "another audience": lambda: forged(aud="somebody"),
    "several audiences, none ours": lambda: forged(aud=["a", "b"]),
    "no audience": lambda: forged(aud=None),
    "no end": lambda: forged(exp=None),
    "an end that is no number": lambda: forged(exp="soon"),
    "an end that is nearly a number": lambda: forged(exp=1e12),
    "an end before all time": lambda: forged(exp=-(10**30)),
    "no subject": lambda: forged(sub=None),
    "a subject that is no id": lambda: forged(sub="1 or 1=1"),
    "no session": lambda: forged(sid=None),
    "a session that is no id": lambda: forged(sid=["x"]),
    "a link's token": lambda: sign_link(
        KEYS, CLAIMS.account_id, purpose="verify_email", expires_at=NOW + timedelta(days=1)
    ),
    "the rest cut off": lambda: forged().rpartition(".")[0],
    "something added": lambda: forged() + "x",
    "nothing": lambda: "",
    "dots": lambda: "..",
    "other scripts": lambda: "ключ.ключ.ключ",
}


@pytest.mark.parametrize("make", FORGERIES.values(), ids=FORGERIES)
def test_anything_else_is_refused(make: Any) -> None:
    with clock.freeze(NOW):
        token = make()
        with pytest.raises(TokenRefusedError):
            read_access(KEYS, token)


def test_the_secret_before_is_believed_and_the_one_before_that_is_not() -> None:
    token = sign_access(KEYS, CLAIMS)
    renewed = Keys(KeyRing(b"n" * 32, ACCESS.current), KEYS.refresh, KEYS.link)
    assert read_access(renewed, token) == CLAIMS
    twice = Keys(KeyRing(b"m" * 32, b"n" * 32), KEYS.refresh, KEYS.link)
    with pytest.raises(TokenRefusedError):
        read_access(twice, token)


SECRETS = {f"AUTH_{kind}_SECRET": kind.lower() * 8 for kind in ("ACCESS", "REFRESH", "LINKED")}
SECRETS["AUTH_LINK_SECRET"] = SECRETS.pop("AUTH_LINKED_SECRET")
PRODUCTION = {"APP_ENV": "production", **SECRETS}
UNSAFE = {
    "AUTH_LINK_SECRET is missing": {"AUTH_LINK_SECRET": ""},
    "AUTH_REFRESH_SECRET holds a placeholder": {
        "AUTH_REFRESH_SECRET": "change-me-to-something-that-is-long"
    },
    "hold the same secret": {"AUTH_LINK_SECRET": SECRETS["AUTH_ACCESS_SECRET"]},
}


@pytest.mark.parametrize(("sentence", "change"), UNSAFE.items(), ids=UNSAFE)
def test_production_needs_three_secrets_of_its_own(sentence: str, change: dict[str, str]) -> None:
    told = load_settings(PRODUCTION)
    refuse_unsafe_secrets(told.site, told.identity)
    told = load_settings(PRODUCTION | change)
    with pytest.raises(StartRefusedError, match=sentence):
        refuse_unsafe_secrets(told.site, told.identity)


def test_a_short_secret_is_refused_everywhere() -> None:
    with pytest.raises(StartRefusedError, match="AUTH_ACCESS_SECRET"):
        load_settings({"AUTH_ACCESS_SECRET": "short"})
