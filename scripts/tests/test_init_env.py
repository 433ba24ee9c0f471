import os
import stat
from pathlib import Path

import pytest

from operating import envfile, init_env
from operating.project import ROOT
from operating.refusals import RefusedError


def test_the_file_holds_a_secret_of_its_own_for_each_required_name(tmp_path: Path) -> None:
    path = tmp_path / "env.production"
    assert init_env.main([str(path), "--domain", "happenings.example.org"]) == 0
    variables = envfile.read(path)
    secrets = [variables[name] for name in init_env.REQUIRED_SECRETS]
    assert len(set(secrets)) == 3
    assert min(map(len, secrets)) >= 43
    assert variables == {
        "DOMAIN": "happenings.example.org",
        **dict(zip(init_env.REQUIRED_SECRETS, secrets, strict=True)),
    }


def test_every_comment_of_the_example_is_in_it(tmp_path: Path) -> None:
    path = tmp_path / "env.production"
    init_env.main([str(path)])
    example = (ROOT / ".env.example").read_text()
    assert [line for line in path.read_text().splitlines() if line.startswith("#")] == [
        line for line in example.splitlines() if line.startswith("#")
    ]


def test_nobody_but_its_owner_can_read_it_whatever_the_umask(tmp_path: Path) -> None:
    path = tmp_path / "env.production"
    before = os.umask(0)
    try:
        init_env.main([str(path)])
    finally:
        os.umask(before)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_an_existing_file_is_never_written(tmp_path: Path) -> None:
    path = tmp_path / "env.production"
    path.write_text("POSTGRES_PASSWORD=mine\n")
    with pytest.raises(RefusedError, match="is left as it is"):
        init_env.main([str(path)])
    assert path.read_text() == "POSTGRES_PASSWORD=mine\n"


def test_a_file_that_appears_meanwhile_is_not_overwritten_either(tmp_path: Path) -> None:
    path = tmp_path / "env.production"
    path.write_text("mine\n")
    with pytest.raises(RefusedError, match="is left as it is"):
        init_env.write_new(path, "theirs\n")
    assert [entry.name for entry in tmp_path.iterdir()] == ["env.production"]
    assert path.read_text() == "mine\n"


def test_a_link_that_leads_nowhere_counts_as_a_file(tmp_path: Path) -> None:
    path = tmp_path / "env.production"
    path.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(RefusedError):
        init_env.main([str(path)])
    assert not (tmp_path / "elsewhere").exists()


def test_a_dry_run_writes_nothing(tmp_path: Path) -> None:
    assert init_env.main([str(tmp_path / "env"), "--dry-run"]) == 0
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("domain", ["https://example.org", "a b", "-x.org", "x'y"])
def test_what_is_no_host_name_is_refused(tmp_path: Path, domain: str) -> None:
    with pytest.raises(SystemExit):
        init_env.main([str(tmp_path / "env"), f"--domain={domain}"])
    assert list(tmp_path.iterdir()) == []
