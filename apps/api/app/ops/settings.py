"""The variables that watching reads: where reports lie, whom to tell, and which release this is."""

from pathlib import Path
from typing import Annotated, Final, Self
from urllib.parse import urlsplit

from pydantic import BeforeValidator, Field, SecretStr, model_validator

from app.kernel.environment import EnvironmentSettings

HTTPS_PORT: Final = 443


def _parse_hosts(value: object) -> object:
    if not isinstance(value, str):
        return value
    return frozenset(word.strip().lower() for word in value.split(",") if word.strip())


def _parse_address(value: object) -> object:
    if not isinstance(value, str):
        return value
    host, colon, port = value.strip().rpartition(":")
    if not colon:
        host, port = port, str(HTTPS_PORT)
    if not host or not port.isascii() or not port.isdigit() or not 0 < int(port) <= 65535:  # noqa: PLR2004
        message = (
            f"CERTIFICATE_ADDRESS is '{value.strip()}', which is no host:port such as caddy:443"
        )
        raise ValueError(message)
    return host.strip("[]"), int(port)


class OperationsSettings(EnvironmentSettings):
    """What is watched beside the database, and who hears of it."""

    release: str = Field(default="latest", max_length=128, validation_alias="IMAGE_TAG")
    directory: Path | None = Field(default=None, validation_alias="OPERATIONS_DIR")
    certificate_address: Annotated[tuple[str, int] | None, BeforeValidator(_parse_address)] = Field(
        default=None, validation_alias="CERTIFICATE_ADDRESS"
    )
    alert_email: str | None = Field(default=None, max_length=254, validation_alias="ALERT_EMAIL")
    webhook_url: SecretStr | None = Field(default=None, validation_alias="ALERT_WEBHOOK_URL")
    webhook_plain_hosts: Annotated[frozenset[str], BeforeValidator(_parse_hosts)] = Field(
        default=frozenset(), validation_alias="ALERT_WEBHOOK_PLAIN_HOSTS"
    )

    @model_validator(mode="after")
    def _refuse_unsafe_webhook(self) -> Self:
        """The address itself is a secret, so no sentence repeats it."""
        if self.webhook_url is None:
            return self
        try:
            parts = urlsplit(self.webhook_url.get_secret_value().strip())
            _ = parts.port
        except ValueError:
            parts = urlsplit("")
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            message = "ALERT_WEBHOOK_URL is no address such as https://hooks.example.org/…"
            raise ValueError(message)
        if parts.scheme == "http" and parts.hostname.lower() not in self.webhook_plain_hosts:
            message = (
                "ALERT_WEBHOOK_URL begins with http:, which is for hosts of your own network: name"
                " its host in ALERT_WEBHOOK_PLAIN_HOSTS or use https:"
            )
            raise ValueError(message)
        return self
