"""The variables that accounts read."""

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, SecretStr

from app.kernel.credentials import is_placeholder
from app.kernel.environment import EnvironmentSettings, lower_case
from app.kernel.errors import StartRefusedError
from app.kernel.settings import SiteSettings

SHORTEST_SECRET = 32


def _secret(variable: str) -> SecretStr | None:
    field: SecretStr | None = Field(
        default=None, min_length=SHORTEST_SECRET, validation_alias=variable
    )
    return field


class IdentitySettings(EnvironmentSettings):
    """Who may register, what tokens are signed with, and who is the first admin.

    Each signing secret has a predecessor that is still believed, so that changing one logs nobody
    out. Without secrets, development makes them up at every start.
    """

    access_secret: SecretStr | None = _secret("AUTH_ACCESS_SECRET")
    access_secret_previous: SecretStr | None = _secret("AUTH_ACCESS_SECRET_PREVIOUS")
    refresh_secret: SecretStr | None = _secret("AUTH_REFRESH_SECRET")
    refresh_secret_previous: SecretStr | None = _secret("AUTH_REFRESH_SECRET_PREVIOUS")
    link_secret: SecretStr | None = _secret("AUTH_LINK_SECRET")
    link_secret_previous: SecretStr | None = _secret("AUTH_LINK_SECRET_PREVIOUS")
    registration: Annotated[Literal["open", "closed"], BeforeValidator(lower_case)] = Field(
        default="open", validation_alias="AUTH_REGISTRATION"
    )
    first_admin_email: str | None = Field(default=None, validation_alias="FIRST_ADMIN_EMAIL")
    first_admin_password: SecretStr | None = Field(
        default=None, validation_alias="FIRST_ADMIN_PASSWORD"
    )


def refuse_unsafe_secrets(site: SiteSettings, settings: IdentitySettings) -> None:
    """Raise StartRefusedError unless production has three signing secrets of its own."""
    if not site.is_production:
        return
    secrets = {
        "AUTH_ACCESS_SECRET": settings.access_secret,
        "AUTH_REFRESH_SECRET": settings.refresh_secret,
        "AUTH_LINK_SECRET": settings.link_secret,
    }
    seen: dict[str, str] = {}
    for variable, secret in secrets.items():
        if secret is None or is_placeholder(secret.get_secret_value()):
            what = "is missing" if secret is None else "holds a placeholder"
            message = (
                f"{variable} {what}: production needs at least {SHORTEST_SECRET} random characters "
                "there (`docker compose run --rm secrets` makes them)."
            )
            raise StartRefusedError(message)
        twin = seen.setdefault(secret.get_secret_value(), variable)
        if twin != variable:
            message = f"{variable} and {twin} hold the same secret; give each one of its own."
            raise StartRefusedError(message)
