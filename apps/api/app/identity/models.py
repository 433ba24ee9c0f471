"""Tables of accounts and sessions; none holds a password, a token or a link that could be used."""

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, CheckConstraint, DateTime, ForeignKey, Identity, Index, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.tables import Base

_NOW = text("now()")
_NEW_ID = text("gen_random_uuid()")


class Role(StrEnum):
    """What an account may do; each includes what stands before it."""

    MEMBER = "member"
    CURATOR = "curator"
    ADMIN = "admin"


class Purpose(StrEnum):
    """What a link in a mail is for."""

    VERIFY_EMAIL = "verify_email"
    RESET_PASSWORD = "reset_password"  # noqa: S105  a purpose, no password


class Account(Base):
    """A person. `email_key` is the address in the form that must be unique."""

    __tablename__ = "account"
    __table_args__ = (CheckConstraint("role in ('member', 'curator', 'admin')", name="role"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, server_default=_NEW_ID)
    email: Mapped[str]
    email_key: Mapped[str] = mapped_column(unique=True)
    email_verified_at: Mapped[datetime | None]
    display_name: Mapped[str]
    role: Mapped[str] = mapped_column(server_default=Role.MEMBER.value)
    password_hash: Mapped[str]
    is_active: Mapped[bool] = mapped_column(server_default=text("true"))
    created_at: Mapped[datetime] = mapped_column(server_default=_NOW)


class AccountSession(Base):
    """One sign-in on one device: the family of all refresh tokens that descend from it."""

    __tablename__ = "account_session"
    __table_args__ = (Index("ix_account_session_account_id", "account_id", "last_used_at"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, server_default=_NEW_ID)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"))
    created_at: Mapped[datetime]
    last_used_at: Mapped[datetime]
    expires_at: Mapped[datetime] = mapped_column(index=True)
    ended_at: Mapped[datetime | None]
    user_agent: Mapped[str | None]
    address: Mapped[str | None]


class RefreshToken(Base):
    """A refresh token, as the SHA-256 of it. At most one of a session is unused."""

    __tablename__ = "refresh_token"
    __table_args__ = (
        Index(
            "uq_refresh_token_unused",
            "session_id",
            unique=True,
            postgresql_where=text("used_at IS NULL"),
        ),
        Index("ix_refresh_token_session_id", "session_id"),
    )

    token_sha256: Mapped[bytes] = mapped_column(primary_key=True)
    session_id: Mapped[UUID] = mapped_column(ForeignKey("account_session.id", ondelete="CASCADE"))
    issued_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class AccountLink(Base):
    """A link that was promised by mail. The token in it is a signature of this row's id.

    Without an account it answers to an address that nobody has, so that asking takes as long.
    """

    __tablename__ = "account_link"
    __table_args__ = (
        CheckConstraint("purpose in ('verify_email', 'reset_password')", name="purpose"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, server_default=_NEW_ID)
    account_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("account.id", ondelete="CASCADE"), index=True
    )
    purpose: Mapped[str]
    email_key: Mapped[str]
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime] = mapped_column(index=True)
    used_at: Mapped[datetime | None]


class AuditEntry(Base):
    """Something that was done. The app can add and read entries, never change or remove one.

    No foreign keys: an entry outlives what it is about.
    """

    __tablename__ = "audit_entry"
    __table_args__ = (
        Index("ix_audit_entry_action", "action", "id"),
        Index("ix_audit_entry_actor_id", "actor_id", "id"),
        Index("ix_audit_entry_subject", "subject", "id"),
    )

    id: Mapped[int] = mapped_column(Identity(always=True), primary_key=True)
    at: Mapped[datetime]
    actor_id: Mapped[UUID | None]
    action: Mapped[str]
    subject: Mapped[str]
    before: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True))
    after: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True))
    request_id: Mapped[str | None]
    address: Mapped[str | None]


class Throttle(Base):
    """When somebody last tried something, newest last, as far back as its rule looks."""

    __tablename__ = "throttle"
    __table_args__ = {"prefixes": ["UNLOGGED"]}  # noqa: RUF012 - SQLAlchemy reads it from the class

    rule: Mapped[str] = mapped_column(primary_key=True)
    subject_sha256: Mapped[bytes] = mapped_column(primary_key=True)
    attempts: Mapped[list[datetime]] = mapped_column(ARRAY(DateTime(timezone=True)))
    expires_at: Mapped[datetime] = mapped_column(index=True)
