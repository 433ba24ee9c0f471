"""Shapes of accounts, sessions and the trail, as requests bring them and responses tell them."""

from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    ConfigDict,
    Field,
    SecretStr,
    StringConstraints,
)

from app.identity.accounts.rules import (
    LONGEST_EMAIL,
    LONGEST_NAME,
    parse_display_name,
    parse_email,
)
from app.identity.models import Role
from app.identity.passwords import LONGEST, SHORTEST, objection_to


def _acceptable(password: SecretStr) -> SecretStr:
    objection = objection_to(password.get_secret_value())
    if objection is not None:
        raise ValueError(objection)
    return password


Email = Annotated[str, StringConstraints(max_length=LONGEST_EMAIL), AfterValidator(parse_email)]
DisplayName = Annotated[
    str,
    StringConstraints(min_length=1, max_length=LONGEST_NAME),
    AfterValidator(parse_display_name),
]
NewPassword = Annotated[
    SecretStr, Field(min_length=SHORTEST, max_length=LONGEST), AfterValidator(_acceptable)
]
GivenPassword = Annotated[SecretStr, Field(min_length=1, max_length=LONGEST)]
# No NUL: PostgreSQL's text holds none.
GivenEmail = Annotated[
    str, StringConstraints(min_length=1, max_length=LONGEST_EMAIL, pattern=r"^[^\x00]*$")
]
GivenToken = Annotated[SecretStr, Field(min_length=1, max_length=2000)]
Transport = Annotated[
    Literal["cookie", "bearer"],
    Field(description="Where the tokens go: into cookies, or into the body of the answer."),
]


class RequestShape(BaseModel):
    """A request body: what it does not know is refused."""

    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)


class ResponseShape(BaseModel):
    """A response object: every field is present."""

    model_config = ConfigDict(from_attributes=True)


class RegisterIn(RequestShape):
    """A new account."""

    email: Email
    display_name: DisplayName
    password: NewPassword
    transport: Transport = "cookie"


class LoginIn(RequestShape):
    """A sign-in."""

    email: GivenEmail
    password: GivenPassword
    transport: Transport = "cookie"


class RefreshIn(RequestShape):
    """A refresh token, from a client that keeps no cookies."""

    refresh_token: GivenToken | None = None


class ProfileIn(RequestShape):
    """Changes of one's own account; e-mail and password need the current password."""

    display_name: DisplayName | None = None
    email: Email | None = None
    password: NewPassword | None = None
    current_password: GivenPassword | None = None


class TokenIn(RequestShape):
    """The token of a mailed link."""

    token: GivenToken


class ForgotIn(RequestShape):
    """The address of an account whose password is forgotten."""

    email: GivenEmail


class ResetIn(RequestShape):
    """A new password, by a mailed link."""

    token: GivenToken
    password: NewPassword


class AccountChangeIn(RequestShape):
    """What an admin changes of an account."""

    role: Role | None = None
    is_active: bool | None = None


class AccountOut(ResponseShape):
    """An account as its owner sees it."""

    id: UUID
    email: str
    display_name: str
    role: Role
    is_email_verified: bool
    created_at: AwareDatetime


class TokensOut(ResponseShape):
    """A pair of tokens; `expires_in` are the seconds of the access token (RFC 6749 section 5.1)."""

    token_type: Literal["Bearer"]
    access_token: str
    refresh_token: str
    expires_in: int


class SignedInOut(ResponseShape):
    """Who is signed in; the tokens only where they were asked for in the body."""

    account: AccountOut
    tokens: TokensOut | None


class SessionOut(ResponseShape):
    """One sign-in on one device."""

    id: UUID
    created_at: AwareDatetime
    last_used_at: AwareDatetime
    expires_at: AwareDatetime
    user_agent: str | None
    address: str | None
    is_current: bool


class LengthOut(ResponseShape):
    """How many characters, at least and at most."""

    minimum: int
    maximum: int


class OptionsOut(ResponseShape):
    """What a form should know before it is filled in."""

    is_registration_open: bool
    password_length: LengthOut


class ActorOut(ResponseShape):
    """Who did something; the e-mail as it is now, or null where the account is gone."""

    id: UUID
    email: str | None


class AuditEntryOut(ResponseShape):
    """Something that was done; the subject's e-mail where that is an account that still exists."""

    id: int
    at: AwareDatetime
    actor: ActorOut | None
    action: str
    subject: str
    subject_email: str | None
    before: dict[str, Any] | None
    after: dict[str, Any] | None
    request_id: str | None
    address: str | None


class AuditOut(ResponseShape):
    """A part of the trail, newest first; `next_before` leads to what is older."""

    entries: list[AuditEntryOut]
    next_before: int | None


class ManagedAccountOut(AccountOut):
    """An account as admins change it."""

    is_active: bool


class ListedAccountOut(ManagedAccountOut):
    """An account in the list of all."""

    last_used_at: AwareDatetime | None


class AccountsOut(ResponseShape):
    """A part of the accounts, by e-mail; `next_after` leads to what follows."""

    accounts: list[ListedAccountOut]
    next_after: str | None
