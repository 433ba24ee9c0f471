"""The other half of shipping: runs over there, out of the checkout that has just arrived.

Containers have folders of the checkout mounted, and a mount follows the folder itself, not its
name. So what is there is made like what has arrived without a folder being replaced by another.
"""

import filecmp
import shutil
import sys
from collections.abc import Collection
from fnmatch import fnmatch
from pathlib import Path

from operating import command_line, lock, memory
from operating.project import ROOT
from operating.refusals import RefusedError

KEPT = (
    *(".env", ".env.*", ".git", ".operating.lock", memory.FOLDER),
    *(".data", "adopted", "backups", "compose.override.*"),
)
"""What a machine keeps for itself, whatever arrives; all else that has not arrived is removed."""

_SHIPPED_ALL_THE_SAME = ".env.example"


def main() -> int:
    """Put the checkout that this file is part of in the place of the one in the folder."""
    folder = Path(sys.argv[1])
    with lock.held(folder, "deploy"):
        try:
            converge(ROOT, folder, kept=KEPT)
            _forget_interrupted(folder)
        except OSError as error:
            message = f"{error.filename} cannot be replaced: {error.strerror}."
            raise RefusedError(message) from None
    return command_line.DONE


def converge(arrived: Path, folder: Path, kept: Collection[str] = ()) -> None:
    """Make a folder hold what has arrived and nothing else; each file changes in one step.

    `arrived` must be on the same file system, and is used up. Names that match `kept` are neither
    replaced nor removed.
    """
    names = {path.name for path in arrived.iterdir() if not _is_kept(path.name, kept)}
    for name in sorted(names):
        _put(arrived / name, folder / name)
    for path in list(folder.iterdir()):
        if path.name not in names and not _is_kept(path.name, kept):
            _remove(path)


def _is_kept(name: str, kept: Collection[str]) -> bool:
    return name != _SHIPPED_ALL_THE_SAME and any(fnmatch(name, pattern) for pattern in kept)


def _put(new: Path, place: Path) -> None:
    if _is_folder(new) and _is_folder(place):
        converge(new, place)
        shutil.copymode(new, place)
    elif not _is_same(new, place):
        if _is_folder(new) or _is_folder(place):
            _remove(place)
        new.replace(place)


def _is_folder(path: Path) -> bool:
    return path.is_dir() and not path.is_symlink()


def _is_same(one: Path, other: Path) -> bool:
    """Whether both are the same link, or files that say the same and may be used the same way."""
    if one.is_symlink() or other.is_symlink():
        return one.is_symlink() and other.is_symlink() and one.readlink() == other.readlink()
    if not (one.is_file() and other.is_file()) or one.stat().st_mode != other.stat().st_mode:
        return False
    return filecmp.cmp(one, other, shallow=False)


def _remove(path: Path) -> None:
    if _is_folder(path):
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _forget_interrupted(folder: Path) -> None:
    """Remove what earlier checkouts left that never arrived whole."""
    for staged in memory.path_of(folder, "").glob("arriving.*"):
        if staged != ROOT.parent:
            shutil.rmtree(staged)


if __name__ == "__main__":
    command_line.run(main)
