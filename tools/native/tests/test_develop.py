"""How native development finds the composed database."""

from pathlib import Path

import pytest

import develop
from refusals import CannotContinueError


def test_an_env_file_is_read_with_its_quotes_and_comments() -> None:
    text = "# A=1\n\nexport A=one\nB='a # b'\nC=\"x=y\"\n D = d \nnonsense\nE=\n"
    assert develop.read_env_file(text) == {"A": "one", "B": "a # b", "C": "x=y", "D": "d", "E": ""}


def test_the_local_file_goes_before_the_defaults_of_development(tmp_path: Path) -> None:
    defaults = tmp_path / "compose" / "development" / "defaults.env"
    defaults.parent.mkdir(parents=True)
    defaults.write_text("POSTGRES_APP_PASSWORD=default\nDOMAIN=localhost\n")
    (tmp_path / ".env.local").write_text("POSTGRES_APP_PASSWORD=mine\n")
    values = develop.composed_values(tmp_path)
    assert values == {"POSTGRES_APP_PASSWORD": "mine", "DOMAIN": "localhost"}


def test_a_password_of_any_characters_makes_a_whole_address() -> None:
    values = {"POSTGRES_APP_PASSWORD": "a@b/c%d:#'\"+$ e"}
    address = develop._composed_dsn(values, "APP")
    assert address == (
        "postgresql://srq_hpn_app:a%40b%2Fc%25d%3A%23%27%22%2B%24%20e@127.0.0.1:5432/srq_hpn"
    )


def test_a_database_without_a_known_password_is_told_with_the_remedy() -> None:
    with pytest.raises(CannotContinueError, match=r"set POSTGRES_ADMIN_PASSWORD in \.env\.local"):
        develop._composed_dsn({}, "ADMIN")
