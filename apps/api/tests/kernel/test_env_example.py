"""`.env.example` against the code: nothing missing, nothing made up, every default true."""

import itertools
import re
from pathlib import Path

import pytest

from app.events.settings import EventsSettings
from app.events.weather.settings import WeatherSettings
from app.http.internal import InternalApiSettings
from app.http.settings import ServerSettings
from app.identity.settings import IdentitySettings
from app.kernel.environment import EnvironmentSettings, variable_names
from app.kernel.mail import MailSettings
from app.kernel.settings import (
    DatabaseSettings,
    LoggingSettings,
    SiteSettings,
    WorkerSettings,
)
from app.ops.settings import OperationsSettings
from app.settings import load_settings

ROOT = Path(__file__).resolve().parents[4]
LINES = (ROOT / ".env.example").read_text().splitlines()
VARIABLE = re.compile(r"^(#?)([A-Z][A-Z0-9_]+)=(.*)$")
SETTINGS: list[type[EnvironmentSettings]] = [
    DatabaseSettings, EventsSettings, IdentitySettings, InternalApiSettings, LoggingSettings,
    MailSettings, OperationsSettings, ServerSettings, SiteSettings,
    WeatherSettings, WorkerSettings,
]  # fmt: skip


def listed() -> dict[str, tuple[bool, str]]:
    """Each variable, whether it is only shown, and the value beside it."""
    found = [match for line in LINES if (match := VARIABLE.match(line))]
    return {match[2]: (match[1] == "#", match[3].strip("'")) for match in found}


def read_by_the_api() -> set[str]:
    return {
        variable_names(field, info)[0]
        for settings in SETTINGS
        for field, info in settings.model_fields.items()
    }


def test_every_variable_that_the_api_reads_is_listed() -> None:
    assert read_by_the_api() - listed().keys() == set()


def test_every_variable_listed_is_read_by_something() -> None:
    patterns = (
        "compose*.yml", "compose/**/*.yml", "apps/web/src/**/*.ts", "apps/api/gunicorn.conf.py",
        "apps/api/app/kernel/*.py", "tools/native/*.py", "tools/native/*.mjs",
    )  # fmt: skip
    places = [place for pattern in patterns for place in ROOT.glob(pattern)]
    text = "\n".join(place.read_text() for place in places)
    assert [name for name in listed() if name not in read_by_the_api() and name not in text] == []


def test_exactly_what_production_requires_is_left_to_fill_in() -> None:
    assert {name for name, (is_shown, _) in listed().items() if not is_shown} == {
        "DOMAIN", "POSTGRES_PASSWORD", "POSTGRES_APP_PASSWORD", "POSTGRES_ADMIN_PASSWORD",
    }  # fmt: skip
    assert all(value == "" for is_shown, value in listed().values() if not is_shown)


@pytest.mark.parametrize("name", sorted(read_by_the_api()))
def test_the_default_shown_is_the_default(name: str) -> None:
    shown = listed()[name][1]
    assert load_settings({name: shown}) == load_settings({}) or name == "SITE_URL"


def test_every_variable_has_a_sentence_above_it() -> None:
    for before, line in itertools.pairwise(LINES):
        if VARIABLE.match(line) and not VARIABLE.match(before):
            assert re.match(r"^# .+", before), line
