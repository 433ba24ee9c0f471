"""Passwords are made once for a data directory and read by their owner alone."""

import json
import stat
from pathlib import Path

import pytest

from database import SIGNING_SECRETS, kept_passwords, kept_signing_secrets
from refusals import CannotContinueError


def test_passwords_are_made_once_and_stay(tmp_path: Path) -> None:
    first = kept_passwords(tmp_path)
    assert first == kept_passwords(tmp_path)
    assert first.app != first.admin
    assert min(len(first.app), len(first.admin)) >= 40


def test_nobody_else_can_read_them(tmp_path: Path) -> None:
    kept_passwords(tmp_path)
    (path,) = tmp_path.iterdir()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.parametrize("content", ["", "[]", '{"app": "x"}'])
def test_a_damaged_file_is_told_with_the_remedy(tmp_path: Path, content: str) -> None:
    (tmp_path / "secrets.json").write_text(content)
    with pytest.raises(CannotContinueError, match="delete it, new secrets are made then"):
        kept_passwords(tmp_path)


def test_what_signs_is_made_once_and_stays(tmp_path: Path) -> None:
    first = kept_signing_secrets(tmp_path)
    assert first == kept_signing_secrets(tmp_path)
    assert tuple(first) == SIGNING_SECRETS
    assert len({*first.values()}) == len(SIGNING_SECRETS)
    assert min(map(len, first.values())) >= 40


def test_a_file_of_an_older_checkout_keeps_its_passwords_and_gets_the_new_secrets(
    tmp_path: Path,
) -> None:
    path = tmp_path / "secrets.json"
    path.write_text('{"app": "old app", "admin": "old admin"}')
    made = kept_signing_secrets(tmp_path)
    passwords = kept_passwords(tmp_path)
    assert (passwords.app, passwords.admin) == ("old app", "old admin")
    assert json.loads(path.read_text()) == {"app": "old app", "admin": "old admin", **made}
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
