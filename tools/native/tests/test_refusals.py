"""Every way in which setting up fails is one sentence that names the remedy."""

import errno
import sys
from pathlib import Path

import pytest

import installation
import refusals
from refusals import CannotContinueError

LOG = Path("/somewhere/setup.log")


def test_a_full_disk_is_told_as_such() -> None:
    refusal = refusals.from_os_error(OSError(errno.ENOSPC, "No space left"), Path("/data"))
    assert "The disk that holds /data is full: free" in str(refusal)


def test_a_folder_of_somebody_else_is_told_by_its_name() -> None:
    error = PermissionError(errno.EACCES, "Permission denied", "/data/secrets.json")
    refusal = refusals.from_os_error(error, Path("/data"))
    assert str(refusal).startswith("/data/secrets.json cannot be written by this user: run as")


def test_an_unknown_error_of_the_system_stays_what_it_is() -> None:
    assert refusals.from_os_error(OSError(errno.EIO, "broken"), Path("/data")) is None


def test_too_little_space_is_refused_before_the_work_begins(tmp_path: Path) -> None:
    refusals.refuse_too_little_space(tmp_path / "not" / "there" / "yet", 1)
    with pytest.raises(CannotContinueError, match=r"are needed: free some space"):
        refusals.refuse_too_little_space(tmp_path, 2**60)


@pytest.mark.parametrize(
    ("output", "sentence"),
    [
        ("npm error code ENOTFOUND\nnpm error network request failed", "could not be reached"),
        ("ERROR: Max retries exceeded with url", "could not be reached"),
        ("npm error code SELF_SIGNED_CERT_IN_CHAIN", "certificate is not trusted"),
        ("OSError: [Errno 28] No space left on device", "is full: free"),
        ("first\nnpm error Missing script: build\n\n", "Missing script: build"),
        ("npm error Why\nnpm error A complete log of this run can be found in: x", "error Why"),
        ("", "it said nothing"),
    ],
)
def test_a_failed_step_says_why_as_far_as_it_is_known(output: str, sentence: str) -> None:
    refusal = str(refusals.from_failed_step("Node packages", output, LOG))
    assert sentence in refusal
    assert "\n" not in refusal


def test_an_old_node_is_refused_by_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old = tmp_path / "node"
    old.write_text("#!/bin/sh\necho v18.20.4\n")
    old.chmod(0o755)
    monkeypatch.setenv("SRQ_NODE", str(old))
    with pytest.raises(CannotContinueError, match=r"Node.js v18.20.4 is too old: install"):
        installation.node()


@pytest.mark.parametrize(
    ("find", "program"), [(installation.node, "Node.js"), (installation.npm, "npm")]
)
def test_a_missing_program_is_named(
    find: object, program: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SRQ_NODE", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert callable(find)
    with pytest.raises(CannotContinueError, match=f"{program} is missing: install"):
        find()


def test_a_python_without_venv_is_told_with_debians_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(installation, "VENV_PYTHON", tmp_path / "bin" / "python")
    monkeypatch.setitem(sys.modules, "ensurepip", None)
    with pytest.raises(CannotContinueError, match=r"`apt-get install python3\.\d+-venv` adds"):
        installation._make_virtual_environment()
