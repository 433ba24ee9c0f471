import pytest

from app.kernel.credentials import (
    FOREIGN_CREDENTIALS,
    is_placeholder,
    refuse_foreign_credentials,
    refuse_placeholder_passwords,
)
from app.kernel.errors import StartRefusedError
from app.kernel.settings import DatabaseSettings


@pytest.mark.parametrize("suffix", ["", "_FILE"])
@pytest.mark.parametrize("name", FOREIGN_CREDENTIALS)
def test_an_admin_secret_in_the_environment_is_named_and_refused(name: str, suffix: str) -> None:
    with pytest.raises(StartRefusedError) as refusal:
        refuse_foreign_credentials({f"{name}{suffix}": "sesame"})
    assert str(refusal.value).startswith(f"{name}{suffix} is in the application's environment")
    assert "sesame" not in str(refusal.value)


def test_blank_and_own_credentials_are_no_reason_to_refuse() -> None:
    refuse_foreign_credentials(
        {"DATABASE_URL_ADMIN": " ", "POSTGRES_PASSWORD": "", "POSTGRES_APP_PASSWORD": "own"}
    )


@pytest.mark.parametrize(
    "text",
    [
        "", "change-me", "CHANGEME", "change_this_please", "secret", "password123", "<password>",
        "your-password-here", "example", "xxxx", "replace-with-a-secret", "postgres", "...", "***",
    ],
)  # fmt: skip
def test_what_stands_in_examples_is_a_placeholder(text: str) -> None:
    assert is_placeholder(text)


@pytest.mark.parametrize("text", ["Zk3/9aPq+xxxx", "correct horse battery staple", "secretly-7Gh2"])
def test_a_real_secret_is_no_placeholder(text: str) -> None:
    assert not is_placeholder(text)


def test_a_password_that_repeats_the_login_is_a_placeholder() -> None:
    assert is_placeholder("srq_hpn_app", login="srq_hpn_app")


@pytest.mark.parametrize(
    ("url", "what"),
    [
        ("postgresql://srq_hpn_app:change-me@db/srq_hpn", "a placeholder"),
        ("postgresql://srq_hpn_app@db/srq_hpn", "no password"),
    ],
)
def test_production_refuses_a_placeholder_and_says_what_to_set(url: str, what: str) -> None:
    settings = DatabaseSettings.from_environment({"DATABASE_URL_REMOTE": url})
    with pytest.raises(StartRefusedError) as refusal:
        refuse_placeholder_passwords(settings)
    assert str(refusal.value) == (
        f"DATABASE_URL_REMOTE holds {what} where production needs the secret of srq_hpn_app; "
        "set POSTGRES_APP_PASSWORD to a real one."
    )


def test_a_unix_socket_needs_no_password() -> None:
    url = "postgresql://srq_hpn_app@/srq_hpn?host=/run/postgresql"
    refuse_placeholder_passwords(DatabaseSettings.from_environment({"DATABASE_URL": url}))
