"""What a version is called: its commit, or what its files are where there is no commit for them."""

import hashlib
import subprocess
from pathlib import Path

_COMMIT_LENGTH = 12
_DIGEST_LENGTH = 8
_LEFT_OUT = frozenset(
    {".data", ".git", ".mypy_cache", ".next", ".pytest_cache", ".releases", ".ruff_cache"}
    | {".venv", "__pycache__", "adopted", "backups", "node_modules", "test-results"}
)


def tag_of(folder: Path) -> str:
    """Return the commit; with the changed files' digest if any; their digest alone without git."""
    commit = _git(folder, "rev-parse", f"--short={_COMMIT_LENGTH}", "HEAD")
    if commit is None:
        return f"tree-{_digest(_files(folder), folder)}"
    changed = _git(folder, "status", "--porcelain", "--untracked-files=all") or ""
    if not changed:
        return commit
    listed = _git(folder, "ls-files", "--cached", "--others", "--exclude-standard", "-z") or ""
    files = sorted({folder / name for name in listed.split("\0") if name})
    return f"{commit}-dirty-{_digest(files, folder)}"


def digest_of(path: Path) -> str:
    """Return a name for what one file says."""
    return hashlib.sha256(path.read_bytes()).hexdigest()[:_COMMIT_LENGTH]


def _git(folder: Path, *arguments: str) -> str | None:
    command = ["git", "-C", str(folder), *arguments]
    try:
        finished = subprocess.run(command, capture_output=True, text=True, check=False)
    except FileNotFoundError:
        return None
    return finished.stdout.strip() if finished.returncode == 0 else None


def _files(folder: Path) -> list[Path]:
    found = []
    for entry in sorted(folder.iterdir()):
        if entry.name in _LEFT_OUT or entry.name.startswith((".env", ".operating")):
            continue
        if entry.is_symlink() or entry.is_file():
            found.append(entry)
        elif entry.is_dir():
            found += _files(entry)
    return found


def _digest(files: list[Path], folder: Path) -> str:
    whole = hashlib.sha256()
    for file in files:
        content = file.read_bytes() if file.is_file() else b""
        whole.update(f"{file.relative_to(folder)}\0{len(content)}\0".encode() + content)
    return whole.hexdigest()[:_DIGEST_LENGTH]
