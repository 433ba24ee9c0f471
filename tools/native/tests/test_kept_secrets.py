"""Passwords are made once for a data directory and read by their owner alone."""

import stat
from pathlib import Path

import pytest

from database import kept_passwords
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
