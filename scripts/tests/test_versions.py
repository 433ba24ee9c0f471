import subprocess
from pathlib import Path

from operating import releases, versions
from operating.releases import Release


def git(folder: Path, *arguments: str) -> str:
    known = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
    command = ["git", "-C", str(folder), *known, *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def test_a_clean_tree_is_called_after_its_commit_and_a_changed_one_after_its_files(
    tmp_path: Path,
) -> None:
    git(tmp_path, "init", "--quiet")
    (tmp_path / "page").write_text("one")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "--quiet", "-m", "one")
    commit = git(tmp_path, "rev-parse", "--short=12", "HEAD")
    assert versions.tag_of(tmp_path) == commit
    (tmp_path / "page").write_text("two")
    second = versions.tag_of(tmp_path)
    assert second.startswith(f"{commit}-dirty-")
    (tmp_path / "new").write_text("three")
    assert versions.tag_of(tmp_path) not in {commit, second}


def test_a_tree_without_git_is_called_after_its_files_but_not_after_secrets(tmp_path: Path) -> None:
    (tmp_path / "page").write_text("one")
    first = versions.tag_of(tmp_path)
    assert first.startswith("tree-")
    (tmp_path / ".env.production").write_text("POSTGRES_PASSWORD=x")
    (tmp_path / ".releases").mkdir()
    (tmp_path / ".releases" / "releases.jsonl").write_text("{}")
    assert versions.tag_of(tmp_path) == first
    (tmp_path / "page").write_text("two")
    assert versions.tag_of(tmp_path) != first


def test_releases_are_told_newest_first_and_each_once(tmp_path: Path) -> None:
    assert releases.known(tmp_path) == []
    for tag, previous in (("a", None), ("b", "a"), ("a", "b"), ("c", "a")):
        releases.record(tmp_path, Release(tag, "head", {"api": "sha256:1"}, previous))
    assert [release.tag for release in releases.known(tmp_path)] == ["a", "b", "a", "c"]
    assert releases.newest_tags(tmp_path, 2) == ["c", "a"]
    assert releases.newest_tags(tmp_path, 5) == ["c", "a", "b"]
