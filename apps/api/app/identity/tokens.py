"""What is signed and derived: access tokens, refresh tokens, the tokens of links.

Access tokens are JWTs (RFC 7519) after RFC 9068: `typ` at+jwt, audience checked, key id in the
header. Refresh tokens are opaque; each one's successor is derived from it, so that two parallel
uses of one token lead to the same next one and a family never branches.
"""

import base64
import hashlib
import hmac
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final, Self
from uuid import UUID

import jwt
from pydantic import SecretStr

from app.identity.settings import IdentitySettings
from app.kernel import clock

ACCESS_LIFETIME: Final = timedelta(minutes=60)
ACCESS_TYPE: Final = "at+jwt"
ACCESS_AUDIENCE: Final = "srq-hpn"
LINK_TYPE: Final = "link+jwt"
LINK_AUDIENCE: Final = "srq-hpn-link"
_ALGORITHM: Final = "HS256"


class TokenRefusedError(Exception):
    """The token is none of ours, is of another kind, or has expired."""


@dataclass(frozen=True, slots=True)
class KeyRing:
    """The secret that signs, and the one that signed before it and is still believed."""

    current: bytes
    previous: bytes | None = None

    def __iter__(self) -> Iterator[bytes]:
        """Every secret that is believed, the one that signs first."""
        yield self.current
        if self.previous is not None:
            yield self.previous

    def named(self, key_id: object) -> bytes:
        """The secret with this id; raises TokenRefusedError."""
        for secret in self:
            if key_id == _key_id(secret):
                return secret
        raise TokenRefusedError


@dataclass(frozen=True, slots=True)
class Keys:
    """The signing secrets of an installation, one for each kind of token."""

    access: KeyRing
    refresh: KeyRing
    link: KeyRing

    @classmethod
    def from_settings(cls, settings: IdentitySettings) -> Self:
        """Take what is configured; make up what is not, for as long as the process lives."""
        return cls(
            access=_ring(settings.access_secret, settings.access_secret_previous),
            refresh=_ring(settings.refresh_secret, settings.refresh_secret_previous),
            link=_ring(settings.link_secret, settings.link_secret_previous),
        )


@dataclass(frozen=True, slots=True)
class AccessClaims:
    """Whose token it is, and of which session."""

    account_id: UUID
    session_id: UUID


def sign_access(keys: Keys, claims: AccessClaims) -> str:
    """An access token, good for ACCESS_LIFETIME."""
    return _sign(
        keys.access,
        {"sub": str(claims.account_id), "sid": str(claims.session_id), "aud": ACCESS_AUDIENCE},
        token_type=ACCESS_TYPE,
        expires_at=clock.now() + ACCESS_LIFETIME,
    )


def read_access(keys: Keys, token: str) -> AccessClaims:
    """Who presents this token; raises TokenRefusedError."""
    claims = _read(keys.access, token, token_type=ACCESS_TYPE, audience=ACCESS_AUDIENCE)
    return AccessClaims(_uuid(claims.get("sub")), _uuid(claims.get("sid")))


def sign_link(keys: Keys, link_id: UUID, *, purpose: str, expires_at: datetime) -> str:
    """The token in a mailed link."""
    return _sign(
        keys.link,
        {"sub": str(link_id), "purpose": purpose, "aud": LINK_AUDIENCE},
        token_type=LINK_TYPE,
        expires_at=expires_at,
    )


def read_link(keys: Keys, token: str, *, purpose: str) -> UUID:
    """The id of the link that this token opens; raises TokenRefusedError."""
    claims = _read(keys.link, token, token_type=LINK_TYPE, audience=LINK_AUDIENCE)
    if claims.get("purpose") != purpose:
        raise TokenRefusedError
    return _uuid(claims.get("sub"))


def new_refresh_token() -> str:
    """The first token of a family: 256 random bits."""
    return secrets.token_urlsafe(32)


def refresh_token_digest(token: str) -> bytes:
    """How the token is stored; it is random, so a plain SHA-256 cannot be reversed."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).digest()


def successors(keys: Keys, token: str) -> list[str]:
    """What follows this token: by the current secret, then by the one before it."""
    return [
        _base64(hmac.digest(secret, b"refresh:" + token.encode(), "sha256"))
        for secret in keys.refresh
    ]


def _ring(secret: SecretStr | None, previous: SecretStr | None) -> KeyRing:
    return KeyRing(
        secret.get_secret_value().encode() if secret else secrets.token_bytes(32),
        previous.get_secret_value().encode() if previous else None,
    )


def _key_id(secret: bytes) -> str:
    return _base64(hmac.digest(secret, b"key id", "sha256")[:8])


def _base64(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def _sign(ring: KeyRing, claims: dict[str, Any], *, token_type: str, expires_at: datetime) -> str:
    issued = {"iat": int(clock.now().timestamp()), "exp": int(expires_at.timestamp())}
    return jwt.encode(
        claims | issued,
        ring.current,
        algorithm=_ALGORITHM,
        headers={"typ": token_type, "kid": _key_id(ring.current)},
    )


def _read(ring: KeyRing, token: str, *, token_type: str, audience: str) -> dict[str, Any]:
    try:
        header = jwt.get_unverified_header(token)
        if header.get("typ") != token_type:
            raise TokenRefusedError
        claims: dict[str, Any] = jwt.decode(
            token,
            ring.named(header.get("kid")),
            algorithms=[_ALGORITHM],
            audience=audience,
            # The time is kernel.clock's to tell; it is compared below.
            options={"require": ["exp", "sub", "aud"], "verify_exp": False, "verify_iat": False},
        )
    except (jwt.InvalidTokenError, ValueError):
        raise TokenRefusedError from None
    expires_at = claims["exp"]
    if not isinstance(expires_at, int) or expires_at <= clock.now().timestamp():
        raise TokenRefusedError
    return claims


def _uuid(text: object) -> UUID:
    try:
        return UUID(str(text))
    except ValueError:
        raise TokenRefusedError from None
