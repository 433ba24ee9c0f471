"""Whether a step's result is still that of its inputs, so that it need not be done again."""

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path


def digest(files: Iterable[Path], *, also: Iterable[str] = ()) -> str:
    """One hash over the names and contents of the files and over some words, in a fixed order."""
    total = hashlib.sha256()
    for path in sorted(files):
        content = hashlib.sha256(path.read_bytes()).hexdigest()
        total.update(f"{path}\0{content}\0".encode())
    for word in also:
        total.update(f"{word}\0".encode())
    return total.hexdigest()


def files_below(directory: Path, *, without: frozenset[str]) -> Iterator[Path]:
    """Every file below the directory, except what is called like one of `without`."""
    for entry in directory.iterdir():
        if entry.name in without:
            continue
        if entry.is_dir() and not entry.is_symlink():
            yield from files_below(entry, without=without)
        elif entry.is_file():
            yield entry


def is_fresh(stamp: Path, expected: str) -> bool:
    """Whether the stamp was written for exactly these inputs.

    A stamp lies inside the result that it vouches for and is gone with it.
    """
    try:
        return stamp.read_text() == expected
    except (FileNotFoundError, NotADirectoryError):
        return False
