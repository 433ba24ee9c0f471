"""Refusals of accounts and sessions."""

from app.kernel.errors import Refusal

CHALLENGE = {"www-authenticate": "Bearer"}


class NotSignedInError(Refusal):
    """Nobody is signed in, or the sign-in has ended."""

    status = 401
    code = "not_signed_in"

    def __init__(self, detail: str = "Sign in first.") -> None:
        """Say the same whatever was wrong with the token."""
        super().__init__(detail)

    def headers(self) -> dict[str, str]:
        """What would let the request through (RFC 9110 section 11.6.1)."""
        return CHALLENGE


class BadCredentialsError(Refusal):
    """E-mail and password do not belong to an active account."""

    status = 401
    code = "bad_credentials"

    def __init__(self) -> None:
        """Say the same for an unknown e-mail, a wrong password and an inactive account."""
        super().__init__("E-mail and password do not match.")

    def headers(self) -> dict[str, str]:
        """The same challenge as for a missing token."""
        return CHALLENGE


class SessionEndedError(Refusal):
    """The session is over: sign in again."""

    status = 401
    code = "session_ended"
    keeps_changes = True

    def __init__(self) -> None:
        """Say the same whether it expired, was ended, or its token was used twice."""
        super().__init__("This session has ended; sign in again.")

    def headers(self) -> dict[str, str]:
        """The same challenge as for a missing token."""
        return CHALLENGE


class NotAllowedError(Refusal):
    """The account's role does not include this."""

    status = 403
    code = "not_allowed"

    def __init__(self) -> None:
        """Name no role: the caller's own is in their account."""
        super().__init__("Your account may not do this.")


class RegistrationClosedError(Refusal):
    """Nobody can register here."""

    status = 403
    code = "registration_closed"

    def __init__(self) -> None:
        """Tell what to do instead."""
        super().__init__("New accounts are made by the operators of this site.")


class WrongPasswordError(Refusal):
    """The current password is missing or wrong."""

    status = 403
    code = "wrong_password"

    def __init__(self) -> None:
        """Name the field that is to be filled in."""
        super().__init__("The current password is needed for this, and this is not it.")


class EmailTakenError(Refusal):
    """Another account has this e-mail."""

    status = 409
    code = "email_taken"

    def __init__(self) -> None:
        """Leave the address out: it is in the request."""
        super().__init__("There is an account with this e-mail already.")


class LastAdminError(Refusal):
    """The change would leave the site without an active admin."""

    status = 409
    code = "last_admin"

    def __init__(self) -> None:
        """Tell the way out."""
        super().__init__("This is the last active admin; make somebody else an admin first.")


class LinkSpentError(Refusal):
    """The link was used, has expired, or is none of ours."""

    status = 410
    code = "link_spent"

    def __init__(self) -> None:
        """Tell the way out."""
        super().__init__("This link has been used or has expired; ask for a new one.")


class SessionUnknownError(Refusal):
    """The account has no such session."""

    status = 404
    code = "session_unknown"

    def __init__(self) -> None:
        """Somebody else's session is as unknown as one that never was."""
        super().__init__("You have no session with this id.")


class AccountUnknownError(Refusal):
    """No account has this id."""

    status = 404
    code = "account_unknown"

    def __init__(self) -> None:
        """The id is in the request."""
        super().__init__("No account has this id.")


class TooManyAttemptsError(Refusal):
    """Tried too often."""

    status = 429
    code = "too_many_attempts"

    def __init__(self, retry_after_seconds: int) -> None:
        """Wait this many whole seconds."""
        super().__init__(f"That was tried too often; try again in {retry_after_seconds} seconds.")
        self._retry_after_seconds = retry_after_seconds

    def headers(self) -> dict[str, str]:
        """RFC 9110 section 10.2.3."""
        return {"retry-after": str(self._retry_after_seconds)}


class BusyError(Refusal):
    """More passwords are waiting to be checked than can be."""

    status = 503
    code = "busy"

    def __init__(self) -> None:
        """Nothing was decided about the request."""
        super().__init__("Too many people are signing in at this moment; try again.")

    def headers(self) -> dict[str, str]:
        """Most queues are gone by then."""
        return {"retry-after": "2"}
