"""Every module's settings side by side, loaded once by whoever starts a process."""

import os
from collections.abc import Mapping
from dataclasses import dataclass

from app.events.settings import EventsSettings
from app.events.weather.settings import WeatherSettings
from app.http.internal import InternalApiSettings
from app.http.settings import ServerSettings
from app.identity.settings import IdentitySettings
from app.kernel.mail import MailSettings
from app.kernel.settings import (
    DatabaseSettings,
    LoggingSettings,
    SiteSettings,
    WorkerSettings,
)
from app.ops.settings import OperationsSettings


@dataclass(frozen=True, slots=True)
class Settings:
    """The whole configuration of a process."""

    database: DatabaseSettings
    site: SiteSettings
    logging: LoggingSettings
    server: ServerSettings
    internal_api: InternalApiSettings
    identity: IdentitySettings
    worker: WorkerSettings
    mail: MailSettings
    events: EventsSettings
    weather: WeatherSettings
    operations: OperationsSettings


def load_settings(environ: Mapping[str, str] = os.environ) -> Settings:
    """Read the environment; raises StartRefusedError with the first thing that is wrong."""
    return Settings(
        database=DatabaseSettings.from_environment(environ),
        site=SiteSettings.from_environment(environ),
        logging=LoggingSettings.from_environment(environ),
        server=ServerSettings.from_environment(environ),
        internal_api=InternalApiSettings.from_environment(environ),
        identity=IdentitySettings.from_environment(environ),
        worker=WorkerSettings.from_environment(environ),
        mail=MailSettings.from_environment(environ),
        events=EventsSettings.from_environment(environ),
        weather=WeatherSettings.from_environment(environ),
        operations=OperationsSettings.from_environment(environ),
    )
