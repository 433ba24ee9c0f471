"""Reports of operations as files: read as they are, and never the reason for a failure here."""

import json
from pathlib import Path

import pytest

from app.ops.reports import MOST_BYTES, OPERATIONS, read_reports

BACKUP = {
    "name": "backup",
    "at": "2026-11-25T17:00:00Z",
    "is_ok": True,
    "last_ok_at": "2026-11-25T17:00:00Z",
    "sentence": "A full backup of 1.2 GB in 4 seconds.",
    "figures": {"size_bytes": 1_200_000_000, "seconds": 4.2, "kind": "full", "label": None},
}


def test_a_report_is_read_with_its_figures(tmp_path: Path) -> None:
    (tmp_path / "backup.json").write_text(json.dumps(BACKUP))
    report = read_reports(tmp_path)["backup"]
    assert report is not None
    assert report.figures == {"size_bytes": 1_200_000_000, "seconds": 4.2}
    assert report.last_ok_at is not None
    assert report.last_ok_at.isoformat() == "2026-11-25T17:00:00+00:00"


def test_what_never_reported_is_none(tmp_path: Path) -> None:
    assert set(read_reports(tmp_path / "nowhere").values()) == {None}
    assert list(read_reports(tmp_path)) == list(OPERATIONS)


@pytest.mark.parametrize(
    "contents",
    ["", "{", "[]", '{"at": "yesterday"}', '{"at": null}', "\0", " " * MOST_BYTES + "{}"],
)
def test_a_file_that_is_no_report_is_a_trouble_with_a_sentence(
    tmp_path: Path, contents: str
) -> None:
    (tmp_path / "drill.json").write_text(contents)
    report = read_reports(tmp_path)["drill"]
    assert report is not None
    assert not report.is_ok
    assert report.sentence == "drill.json cannot be read: it is no report."


def test_a_report_that_may_not_be_read_says_so(tmp_path: Path) -> None:
    (tmp_path / "disk.json").symlink_to("disk.json")
    report = read_reports(tmp_path)["disk"]
    assert report is not None
    assert report.sentence.startswith("disk.json cannot be read: Too many levels")
