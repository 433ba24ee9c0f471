from pathlib import Path

import pytest
from pydantic import AliasChoices, Field, SecretStr

from app.kernel.environment import EnvironmentSettings
from app.kernel.errors import StartRefusedError


class Example(EnvironmentSettings):
    secret: SecretStr | None = Field(default=None, validation_alias="EXAMPLE_SECRET")
    count: int = Field(default=3, ge=1, validation_alias=AliasChoices("COUNT", "OLD_COUNT"))


def read_secret(environ: dict[str, str]) -> str | None:
    secret = Example.from_environment(environ).secret
    return secret.get_secret_value() if secret else None


def test_a_secret_may_stand_in_a_file(tmp_path: Path) -> None:
    path = tmp_path / "secret"
    path.write_bytes(b" p@ss word \r\n")
    assert read_secret({"EXAMPLE_SECRET_FILE": str(path)}) == " p@ss word "


@pytest.mark.parametrize("blank", ["", "   ", "\t\n"])
def test_blank_counts_as_unset(blank: str, tmp_path: Path) -> None:
    (tmp_path / "blank").write_text(blank)
    assert read_secret({"EXAMPLE_SECRET": blank}) is None
    assert read_secret({"EXAMPLE_SECRET_FILE": str(tmp_path / "blank")}) is None
    assert Example.from_environment({"COUNT": blank}).count == 3


def test_the_first_of_several_names_wins() -> None:
    assert Example.from_environment({"OLD_COUNT": "5"}).count == 5
    assert Example.from_environment({"COUNT": "4", "OLD_COUNT": "5"}).count == 4
    assert Example.from_environment({"COUNT": " ", "OLD_COUNT": "5"}).count == 5


def test_a_secret_given_twice_is_refused() -> None:
    with pytest.raises(StartRefusedError, match=r"^Both EXAMPLE_SECRET and EXAMPLE_SECRET_FILE"):
        read_secret({"EXAMPLE_SECRET": "a", "EXAMPLE_SECRET_FILE": "/etc/hostname"})


def test_an_unreadable_file_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(StartRefusedError) as refusal:
        read_secret({"EXAMPLE_SECRET_FILE": str(tmp_path / "absent")})
    assert str(refusal.value) == (
        f"EXAMPLE_SECRET_FILE names {tmp_path}/absent, which cannot be read: "
        "No such file or directory."
    )


def test_a_binary_file_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "binary").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(StartRefusedError, match="it is not UTF-8 text"):
        read_secret({"EXAMPLE_SECRET_FILE": str(tmp_path / "binary")})


def test_the_refusal_names_the_variable_that_was_read() -> None:
    with pytest.raises(StartRefusedError) as refusal:
        Example.from_environment({"OLD_COUNT": "many"})
    assert str(refusal.value).startswith("OLD_COUNT cannot be used: ")
    assert "many" not in str(refusal.value)
