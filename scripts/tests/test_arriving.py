import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest

from operating import arriving

Told = str | Mapping[str, "Told"]
"""What is at a name: a file's text, a link's target after `→`, or what is in a folder."""

BEFORE: Mapping[str, Told] = {
    "compose.yml": "services of before",
    "caddy": {"Caddyfile": "before", "gone": ""},
    "db": {"backup": {"service.py": "as ever"}, "init": {"01.sh": "before"}},
    "old": {"deep": {"er": "gone"}},
    "notes.txt": "gone",
}
AFTER: Mapping[str, Told] = {
    "compose.yml": "services of now",
    "caddy": {"Caddyfile": "now"},
    "db": {"backup": {"service.py": "as ever", "new.py": "now"}, "init": {"01.sh": "now"}},
    "new": {"deep": {"er": "now"}},
    "link": "→db",
}


def make(folder: Path, told: Mapping[str, Told]) -> Path:
    folder.mkdir(exist_ok=True)
    for name, what in told.items():
        if not isinstance(what, str):
            make(folder / name, what)
        elif what.startswith("→"):
            (folder / name).symlink_to(what[1:])
        else:
            (folder / name).write_text(what)
    return folder


def look(folder: Path) -> dict[str, Told]:
    return {path.name: look_at(path) for path in folder.iterdir()}


def look_at(path: Path) -> Told:
    if path.is_symlink():
        return f"→{path.readlink()}"
    return look(path) if path.is_dir() else path.read_text()


def test_a_folder_holds_what_has_arrived_and_is_still_the_folder_that_is_mounted(
    tmp_path: Path,
) -> None:
    there = make(tmp_path / "there", BEFORE)
    mounted = [there / name for name in ("caddy", "db", "db/backup", "db/init")]
    inodes = [folder.stat().st_ino for folder in mounted]
    arriving.converge(make(tmp_path / "arrived", AFTER), there)
    assert look(there) == AFTER
    assert [folder.stat().st_ino for folder in mounted] == inodes


def test_who_reads_a_file_meanwhile_reads_all_of_the_old_one(tmp_path: Path) -> None:
    there = make(tmp_path / "there", BEFORE)
    with (there / "caddy" / "Caddyfile").open() as file:
        arriving.converge(make(tmp_path / "arrived", AFTER), there)
        assert file.read() == "before"


def test_what_has_not_changed_is_left_alone(tmp_path: Path) -> None:
    there = make(tmp_path / "there", BEFORE)
    inode = (there / "db" / "backup" / "service.py").stat().st_ino
    arriving.converge(make(tmp_path / "arrived", AFTER), there)
    assert (there / "db" / "backup" / "service.py").stat().st_ino == inode


def test_a_changed_mode_arrives(tmp_path: Path) -> None:
    there, arrived = (make(tmp_path / name, AFTER) for name in ("there", "arrived"))
    (arrived / "compose.yml").chmod(0o755)
    (arrived / "db").chmod(0o755)
    (there / "db").chmod(0o775)
    arriving.converge(arrived, there)
    assert (there / "compose.yml").stat().st_mode & 0o777 == 0o755
    assert (there / "db").stat().st_mode & 0o777 == 0o755


KINDS: dict[str, Told] = {"file": "text", "folder": {"in": {"it": "text"}}, "link": "→elsewhere"}


@pytest.mark.parametrize("before", KINDS)
@pytest.mark.parametrize("after", KINDS)
def test_one_kind_takes_the_place_of_another(tmp_path: Path, before: str, after: str) -> None:
    elsewhere = make(tmp_path / "elsewhere", {"of another": "text"})
    there = make(tmp_path / "there", {"name": KINDS[before], "elsewhere": f"→{elsewhere}"})
    arrived = make(tmp_path / "arrived", {"name": KINDS[after], "elsewhere": f"→{elsewhere}"})
    arriving.converge(arrived, there)
    assert look_at(there / "name") == KINDS[after]
    assert look(elsewhere) == {"of another": "text"}


def test_what_a_machine_keeps_for_itself_is_neither_replaced_nor_removed(tmp_path: Path) -> None:
    kept: dict[str, Told] = {
        ".env": "secret",
        ".env.production": "secret",
        ".git": {"HEAD": "theirs"},
        ".releases": {"releases.jsonl": "{}"},
        "adopted": {"dump": "rows"},
        "backups": {"dump": "rows"},
        "compose.override.yml": "theirs",
    }
    there = make(tmp_path / "there", {**kept, ".env.example": "before", ".gitignore": "before"})
    new = {".env.example": "now", ".gitignore": "now"}
    arrived = make(tmp_path / "arrived", {".env.production": "ours", "backups": {}, **new})
    arriving.converge(arrived, there, kept=arriving.KEPT)
    assert look(there) == {**kept, **new}


def test_names_are_kept_at_the_top_alone(tmp_path: Path) -> None:
    there = make(tmp_path / "there", {"db": {"backups": {"old.py": ""}, ".env": "old"}})
    arrived = make(tmp_path / "arrived", {"db": {"backups": {"new.py": ""}}})
    arriving.converge(arrived, there, kept=arriving.KEPT)
    assert look(there) == {"db": {"backups": {"new.py": ""}}}


@pytest.mark.parametrize("steps", range(10))
def test_an_interruption_leaves_whole_files_which_the_next_ship_mends(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, steps: int
) -> None:
    there = make(tmp_path / "there", BEFORE)
    left = iter(range(steps))

    def interrupt(function: object) -> object:
        def call(*arguments: object, **options: object) -> object:
            if next(left, None) is None:
                raise KeyboardInterrupt
            assert callable(function)
            return function(*arguments, **options)

        return call

    with monkeypatch.context() as patched:
        for owner, name in ((Path, "replace"), (Path, "unlink"), (shutil, "rmtree")):
            patched.setattr(owner, name, interrupt(getattr(owner, name)))
        with pytest.raises(KeyboardInterrupt):
            arriving.converge(make(tmp_path / "arrived", AFTER), there)
    assert (there / "compose.yml").read_text() in {BEFORE["compose.yml"], AFTER["compose.yml"]}
    assert (there / "caddy" / "Caddyfile").read_text() in {"before", "now"}
    arriving.converge(make(tmp_path / "again", AFTER), there)
    assert look(there) == AFTER
