import logging
from zoneinfo import ZoneInfo

import pytest

from app.kernel.errors import StartRefusedError
from app.settings import Settings, load_settings


def test_an_empty_environment_gives_the_defaults() -> None:
    settings = load_settings({})
    assert settings.site.name == "SRQ Happenings"
    assert settings.site.timezone == ZoneInfo("America/New_York")
    assert settings.site.features == frozenset({"events"})
    assert settings.database.strict
    assert settings.database.bootstrap_timeout == 10.0
    assert (settings.database.pool_size, settings.database.max_overflow) == (5, 10)
    assert settings.database.pool_recycle == 3600
    assert settings.server.frontend_origins == ()


@pytest.mark.parametrize(
    ("text", "origins"),
    [
        ("https://srq.example", ("https://srq.example",)),
        ("https://srq.example/", ("https://srq.example",)),
        (
            "https://a.example, http://b.example:8080",
            ("https://a.example", "http://b.example:8080"),
        ),
        ('["https://a.example", "https://b.example"]', ("https://a.example", "https://b.example")),
        ("https://a.example,,https://a.example", ("https://a.example",)),
        ("[]", ()),
        ("  ", ()),
        ("http://[::1]:3000", ("http://[::1]:3000",)),
    ],
)
def test_origins_come_alone_by_comma_or_as_json(text: str, origins: tuple[str, ...]) -> None:
    assert load_settings({"FRONTEND_ORIGINS": text}).server.frontend_origins == origins


@pytest.mark.parametrize(
    ("word", "strict"),
    [
        ("1", True),
        ("true", True),
        ("TRUE", True),
        ("0", False),
        ("false", False),
        (" False ", False),
    ],
)
@pytest.mark.parametrize("name", ["STRICT_DB_BOOTSTRAP", "REPDUEL_STRICT_DB_BOOTSTRAP"])
def test_strictness_is_read_under_both_names(name: str, word: str, *, strict: bool) -> None:
    assert load_settings({name: word}).database.strict is strict


@pytest.mark.parametrize("name", ["DB_BOOTSTRAP_TIMEOUT", "REPDUEL_DB_BOOTSTRAP_TIMEOUT"])
def test_the_bootstrap_timeout_is_read_under_both_names(name: str) -> None:
    assert load_settings({name: "0.25"}).database.bootstrap_timeout == 0.25


@pytest.mark.parametrize("text", ["soon", "0", "-1", "nan", "inf", "1,5"])
def test_a_timeout_that_is_no_positive_number_becomes_ten_with_a_warning(
    text: str, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        assert load_settings({"DB_BOOTSTRAP_TIMEOUT": text}).database.bootstrap_timeout == 10.0
    assert [record.levelname for record in caplog.records] == ["WARNING"]
    assert text in caplog.text


@pytest.mark.parametrize(
    ("environ", "sentence"),
    [
        (
            {"FEATURES": "events,quizz"},
            "FEATURES holds the unknown word 'quizz'; it may hold events, repduel, quiz.",
        ),
        (
            {"SITE_TIMEZONE": "Florida"},
            "SITE_TIMEZONE is 'Florida', which is no IANA time zone such as America/New_York.",
        ),
        (
            {"SITE_TIMEZONE": "../passwd"},
            "SITE_TIMEZONE is '../passwd', which is no IANA time zone such as America/New_York.",
        ),
        (
            {"SITE_URL": "srq.example"},
            "SITE_URL is 'srq.example', which is no origin such as https://example.org.",
        ),
        (
            {"STRICT_DB_BOOTSTRAP": "maybe"},
            "STRICT_DB_BOOTSTRAP is 'maybe'; it may be 1, true, 0 or false.",
        ),
        (
            {"FRONTEND_ORIGINS": "http://a/b"},
            "FRONTEND_ORIGINS holds 'http://a/b', which is no origin such as https://example.org.",
        ),
        (
            {"FRONTEND_ORIGINS": '["https://a.example"'},
            "FRONTEND_ORIGINS begins like a JSON list but is no JSON list of strings.",
        ),
        (
            {"WEB_CONCURRENCY": "0"},
            "WEB_CONCURRENCY cannot be used: input should be greater than or equal to 1.",
        ),
        (
            {"LOG_FORMAT": "xml"},
            "LOG_FORMAT cannot be used: input should be 'json' or 'text'.",
        ),
    ],
)
def test_a_value_that_makes_no_sense_is_refused_in_one_sentence(
    environ: dict[str, str], sentence: str
) -> None:
    with pytest.raises(StartRefusedError) as refusal:
        load_settings(environ)
    assert str(refusal.value) == sentence


def test_features_may_be_listed_in_any_case_and_order() -> None:
    settings = load_settings({"FEATURES": " Quiz, events ,"})
    assert settings.site.features == frozenset({"events", "quiz"})


def test_settings_never_show_a_password_when_printed() -> None:
    settings: Settings = load_settings({"DATABASE_URL": "postgresql://u:sesame@db/srq"})
    assert "sesame" not in repr(settings)
