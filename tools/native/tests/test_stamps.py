"""A step is repeated exactly when something that it depends on has changed."""

from pathlib import Path

import stamps


def test_the_digest_does_not_depend_on_the_order_of_the_files(tmp_path: Path) -> None:
    files = [tmp_path / "a", tmp_path / "b"]
    for file in files:
        file.write_text(file.name)
    assert stamps.digest(files) == stamps.digest(reversed(files))


def test_the_digest_changes_with_a_content_a_name_and_a_word(tmp_path: Path) -> None:
    first, second = tmp_path / "a", tmp_path / "b"
    first.write_text("same")
    second.write_text("same")
    seen = {stamps.digest([first]), stamps.digest([second]), stamps.digest([first], also=["3.12"])}
    first.write_text("other")
    seen.add(stamps.digest([first]))
    assert len(seen) == 4


def test_generated_folders_do_not_count_as_sources(tmp_path: Path) -> None:
    for name in ("src/page.tsx", "node_modules/next/index.js", ".next/build", "src/.next/x"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("")
    found = stamps.files_below(tmp_path, without=frozenset({"node_modules", ".next"}))
    assert [path.relative_to(tmp_path).as_posix() for path in found] == ["src/page.tsx"]


def test_a_link_to_a_folder_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to(tmp_path)
    assert list(stamps.files_below(tmp_path, without=frozenset())) == []


def test_a_stamp_vouches_only_for_the_inputs_that_it_names(tmp_path: Path) -> None:
    stamp = tmp_path / "stamp"
    assert not stamps.is_fresh(stamp, "inputs")
    stamp.write_text("inputs")
    assert stamps.is_fresh(stamp, "inputs")
    assert not stamps.is_fresh(stamp, "other inputs")
