"""What the verbs remember from one run to the next: files in `.releases` beside the env file."""

from pathlib import Path

from operating import envfile

FOLDER = ".releases"


def path_of(folder: Path, name: str) -> Path:
    """Return where something is remembered, whether or not it is there."""
    return folder / FOLDER / name


def read(folder: Path, name: str) -> str | None:
    """Return what is remembered under a name, or None."""
    path = path_of(folder, name)
    return path.read_text(encoding="utf-8") if path.exists() else None


def write(folder: Path, name: str, text: str) -> None:
    """Remember something for its owner alone; it is never there half."""
    path = path_of(folder, name)
    path.parent.mkdir(mode=0o700, exist_ok=True)
    envfile.write(path, text)


def forget(folder: Path, name: str) -> None:
    """Remember it no longer."""
    path_of(folder, name).unlink(missing_ok=True)
